import { assert, assertEquals } from "@std/assert";
import {
  breakEdition,
  isDecisionRule,
  wrongErrno,
} from "../../src/coverage/broken_edition.ts";
import { type Asked, DISARMINGS } from "../../src/coverage/disarm.ts";
import {
  applierOf,
  DECISION_ARCH,
  forEachDecision,
} from "../../src/coverage/exhaustive.ts";
import { type Breakage, mutantsOf } from "../../src/coverage/mutant.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { findRule } from "../../src/policy/rules.ts";
import { type Verdict, verdictErrno } from "../../src/policy/verdict.ts";

/** One of so many decisions, copied. */
const SAMPLE: readonly Asked[] = sample();

function sample(): Asked[] {
  const list: Asked[] = [];
  let number = 0;
  forEachDecision(LINUX_6_12, (_verdict, { request, file, caller }) => {
    if (number++ % 211 !== 0) return;
    list.push({
      request: { ...request },
      file: { ...file },
      caller: { ...caller },
    });
  });
  return list;
}

/** Compares the answers of the kernel and of a mutant. */
function compare(
  rule: string,
  breakage: Breakage,
  visit: (own: number, broken: number) => void,
): void {
  const mutant = { rule: findRule(rule)!, breakage };
  const broken = breakEdition(LINUX_6_12, mutant);
  for (const { request, file, caller } of SAMPLE) {
    visit(
      LINUX_6_12.validate(request, file, caller, DECISION_ARCH),
      broken.validate(request, file, caller, DECISION_ARCH),
    );
  }
}

const RULES = Object.keys(DISARMINGS);

function appliesTo(verdict: Verdict, rule: string): boolean {
  return applierOf(rule)(verdict);
}

Deno.test("a rule that is skipped never applies, and changes nothing else", () => {
  for (const rule of RULES) {
    compare(rule, "skipped", (own, broken) => {
      assert(!appliesTo(broken, rule), rule);
      if (!appliesTo(own, rule)) assertEquals(broken, own, rule);
    });
  }
});

Deno.test("a rule that is inverted does not apply where it did", () => {
  for (const rule of RULES) {
    let applied = 0;
    compare(rule, "inverted", (own, broken) => {
      if (appliesTo(own, rule)) assert(!appliesTo(broken, rule), rule);
      else if (appliesTo(broken, rule)) applied++;
    });
    const absent = ["address-hint", "shared-mandatory-lock"].includes(rule);
    assert(absent || applied > 0, `${rule} never applies when inverted`);
  }
});

Deno.test("a rule with another errno refuses the same requests", () => {
  for (const rule of RULES.filter((id) => findRule(id)!.effect === "refuse")) {
    compare(rule, "errno", (own, broken) => {
      if (!appliesTo(own, rule)) return assertEquals(broken, own, rule);
      assertEquals(verdictErrno(broken), wrongErrno(verdictErrno(own)), rule);
      assert(appliesTo(broken, rule), rule);
    });
  }
});

Deno.test("mutantsOf() breaks every rule of the kernel", () => {
  const mutants = mutantsOf(LINUX_6_12);
  const decisions = new Set(
    mutants.filter(({ rule }) => isDecisionRule(rule)).map(({ rule }) =>
      rule.id
    ),
  );
  assertEquals(
    RULES.filter((rule) => !decisions.has(rule)),
    ["address-hint", "mmap-beside-mmap-prepare", "shared-mandatory-lock"],
  );
  const keys = mutants.map(({ rule, breakage }) => `${rule.id} ${breakage}`);
  assertEquals(keys.length, new Set(keys).size);
});
