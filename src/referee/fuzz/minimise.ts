/**
 * Making a disagreement small, and writing it down.
 *
 * @module
 */

import { errnoName } from "../../abi/errno.ts";
import { formatFlags } from "../../abi/flags.ts";
import { VM } from "../../abi/vm.ts";
import type { Edition } from "../../policy/edition.ts";
import { readable } from "../judge/print.ts";
import {
  askKernels,
  type AskOptions,
  type KernelFinder,
} from "../judge/run_tests.ts";
import type { StepResult } from "../result.ts";
import { draftText, type DraftValue } from "./draft.ts";
import { type Disagreement, judgeDrafts } from "./fuzz.ts";
import { isScenario, scenarioOf } from "./scenarios.ts";
import { simplerDrafts, weightOf } from "./shrink.ts";

/** Rounds after which what is left is small enough. */
const MOST_ROUNDS = 40;

/** Finds the smallest draft that still disagrees. */
export async function minimise(
  first: Disagreement,
  edition: Edition,
  find: KernelFinder,
  options: AskOptions = {},
): Promise<Disagreement> {
  let best = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const drafts = simplerDrafts(best.draft).filter((draft) =>
      weightOf(draft) < weightOf(best.draft) && isScenario(draft)
    ).map((draft, index) => ({ ...draft, id: `${first.draft.id}-${index}` }));
    if (drafts.length === 0) break;
    const judgements = await judgeDrafts(drafts, edition, find, options);
    const smaller = judgements.flatMap((judgement, index) =>
      judgement.status === "differs"
        ? [{ draft: drafts[index]!, judgement }]
        : []
    ).sort((a, b) =>
      weightOf(a.draft) - weightOf(b.draft)
    )[0];
    if (smaller === undefined) break;
    best = smaller;
  }
  if (best === first) return first;
  const draft = { ...best.draft, id: first.draft.id };
  const [judgement] = await judgeDrafts([draft], edition, find, options);
  return judgement?.status === "differs" ? { draft, judgement } : best;
}

/** Properties that differ and are named in the scenario file. */
const MOST_NOTES = 3;

/** A disagreement as a scenario file that expects what the kernel does. */
export async function disagreementText(
  { draft, judgement }: Disagreement,
  edition: Edition,
  find: KernelFinder,
): Promise<string> {
  const scenario = scenarioOf(draft);
  const [asked] = await askKernels([{ scenario, edition }], find);
  const { test, results, release } = asked!;
  const steps = test.cases[0]?.steps ?? [];
  const expect = draft.steps.map((_, number): DraftValue => {
    const position = steps[number];
    const answer = position === undefined
      ? undefined
      : results[0]?.steps[position];
    return answer === undefined ? "ok" : expectationOf(answer);
  });
  const differs = judgement.steps.flatMap(({ label, differences }) =>
    differences.slice(0, MOST_NOTES).flatMap(({ field, engine, kernel }) => [
      `# ${label}, ${field}`,
      `#   engine: ${readable(engine, judgement)}`,
      `#   kernel: ${readable(kernel, judgement)}`,
    ])
  );
  return `# yaml-language-server: $schema=../../schema/scenario.schema.json
${differs.join("\n")}
${
    draftText(draft, {
      name: "A random case in which engine and kernel differ",
      source: `seen on Linux ${release}`,
      expect,
    })
  }`;
}

function expectationOf(answer: StepResult): DraftValue {
  const { errno, vma, region, gap } = answer;
  if (gap !== undefined) return { hazard: "region-start-taken" };
  const accounting = {
    ...(answer.mapCount === undefined ? {} : { map_count: answer.mapCount }),
  };
  if (errno !== undefined) return errnoName(errno);
  if (vma == null || region === undefined) {
    return Object.keys(accounting).length === 0
      ? "ok"
      : { errno: "ok", accounting };
  }
  const names = (flags: number) => formatFlags(flags, VM);
  return {
    vm_flags: names(vma.flags),
    region: { usage: region.usage, flags: names(region.flags) },
    calls: answer.calls.map(({ operation }) => operation),
    accounting,
  };
}
