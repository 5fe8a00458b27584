/**
 * What else is worth knowing of a question: what the kernel does not look at,
 * and where it misbehaved before.
 *
 * @module
 */
import { formatFlags } from "../abi/flags.ts";
import { MAP, MAP_TYPE } from "../abi/map.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { processOf, withProcess } from "../question/edit.ts";
import {
  ask,
  askedStep,
  outcomeWord,
  type Question,
} from "../question/question.ts";
import { runScenario } from "../scenario/run/run.ts";
import type { MmapOperation } from "../scenario/types.ts";
import { ABSENT_CALLS } from "./absent_calls.ts";

/** Bits that the kernel without an MMU looks at. */
const LOOKED_AT = MAP_TYPE | MAP.FIXED | MAP.ANONYMOUS | MAP.UNINITIALIZED;

/** Sentences about a question, each without a full stop. */
export function notesOf(question: Question, edition: AnyEdition): string[] {
  const { operation } = askedStep(question);
  return [
    ...earlierHazards(question, edition),
    ...(operation.kind === "mmap"
      ? ignoredNotes(operation, refusesHint(edition))
      : []),
    ...debuggerNotes(question, edition),
  ];
}

function debuggerNotes(question: Question, edition: AnyEdition): string[] {
  if (!processOf(question).ptraced) return [];
  const alone = ask(withProcess(question, { ptraced: false }), edition);
  if (alone === null || alone.reason === ask(question, edition)?.reason) {
    return [];
  }
  return [
    `A debugger is attached; without it this is ${
      outcomeWord(alone)
    } by ${alone.reason}`,
  ];
}

function earlierHazards(
  { scenario, step }: Question,
  edition: AnyEdition,
): string[] {
  if (step === 0) return [];
  const steps = scenario.steps.slice(0, step);
  const { steps: results } = runScenario({ ...scenario, steps }, edition);
  return results.flatMap(({ outcome }, number) => {
    const label = steps[number]!.as;
    const name = label === undefined ? `${number + 1}` : `'${label}'`;
    return (outcome?.hazards ?? []).map(({ id, sentence }) =>
      `Step ${name} before it ran into hazard ${id}: ${sentence}`
    );
  });
}

function refusesHint(edition: AnyEdition): boolean {
  return edition.world === "list" || edition.checks.refusesHint;
}

/** What of an mmap() call makes no difference, as one sentence at most. */
export function ignoredNotes(
  { flags, address }: Pick<MmapOperation, "flags" | "address">,
  hintCounts = false,
): string[] {
  const ignored = flags.value & ~LOOKED_AT;
  const isHint = !hintCounts && address !== undefined && address !== 0 &&
    (flags.value & MAP.FIXED) === 0;
  const parts = [
    ...(ignored === 0 ? [] : formatFlags(ignored >>> 0, MAP).split("|").map(
      (name) => name.startsWith("0x") ? `flag ${name}` : `MAP_${name}`,
    )),
    ...(isHint ? ["the address hint"] : []),
  ];
  return parts.length === 0
    ? []
    : [`Not looked at without an MMU: ${parts.join(", ")}`];
}

/** How a program does without the call, if it is one that needs an MMU. */
export function doWithout(question: Question): string | undefined {
  return ABSENT_CALLS[askedStep(question).operation.kind];
}
