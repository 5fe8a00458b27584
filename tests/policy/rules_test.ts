import { assert, assertEquals } from "@std/assert";
import { ERRNO } from "../../src/abi/errno.ts";
import { HAZARDS } from "../../src/policy/hazards.ts";
import { findRule, ruleId, ruleNumber, RULES } from "../../src/policy/rules.ts";
import {
  refusal,
  refusingRule,
  TRAIL,
  verdictErrno,
} from "../../src/policy/verdict.ts";

function doubles(ids: readonly string[]): string[] {
  return ids.filter((id, number) => ids.indexOf(id) !== number);
}

Deno.test("every rule and every hazard has an id of its own", () => {
  assertEquals(doubles(RULES.map(({ id }) => id)), []);
  assertEquals(doubles(HAZARDS.map(({ id }) => id)), []);
});

Deno.test("the number of a rule leads back to it, also from a verdict", () => {
  assert(RULES.length <= 256, `${RULES.length} rules`);
  for (const rule of RULES) {
    assertEquals(ruleId(ruleNumber(rule.id)), rule.id);
    assertEquals(findRule(rule.id), rule);
    const verdict = refusal(rule.id, "EOVERFLOW") - (0x8000 << 8);
    assertEquals(ruleId(refusingRule(verdict)), rule.id);
    assertEquals(verdictErrno(verdict), ERRNO.EOVERFLOW);
  }
});

Deno.test("rules that leave a bit in the verdict are rules", () => {
  for (const id of Object.keys(TRAIL)) assertEquals(findRule(id)?.id, id);
});
