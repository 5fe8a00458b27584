/**
 * All cases that editions are compared by.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import { argumentClassSteps } from "./argument_classes.ts";
import type { Case } from "./cases.ts";
import { Choices } from "./choices.ts";
import { decisionClassSteps } from "./decision_classes.ts";
import { differingParts, mattersTo } from "./parts.ts";
import { RequestCase } from "./request_case.ts";
import type { RequestRunner } from "./request_runner.ts";
import {
  ANSWER,
  ANSWER_SIZES,
  answerWeight,
  BORDER_AREA,
  type MapRequest,
  PLACED_AREAS,
  PLAIN_AREAS,
} from "./request_space.ts";
import { SequenceCase } from "./sequence_case.ts";
import { sequencesFor } from "./sequences/mod.ts";
import type { Snapshot } from "./snapshot.ts";

/** Is shown a case and what two editions make of it. */
export type Visit = (
  found: Case,
  before: readonly Snapshot[],
  after: readonly Snapshot[],
) => void;

/**
 * Shows every case with what the first and the last edition make of it. Of
 * what a driver can answer only those answers are tried that one of the two
 * asks for, and cases are left out which have nothing to do with what differs
 * between the two. It yields now and then, so that the work can be broken off.
 *
 * @param editions The first and the last one, and those between them.
 * @returns How many inputs there are.
 */
export function* forEachCase(
  editions: readonly AnyEdition[],
  runner: RequestRunner,
  visit: Visit,
): Generator<void, number> {
  const before = editions[0]!;
  const after = editions.at(-1)!;
  const areas = areasFor(editions);
  const sizes = ANSWER_SIZES.with(ANSWER.AREA, areas.length);
  const parts = before.world === after.world
    ? differingParts(before, after)
    : ["world"];
  const requestsMatter = mattersTo(parts, new Set());
  let inputs = 0;
  const visitRequest = (
    request: MapRequest,
    weight: number,
    cost: number,
  ): void => {
    inputs += weight * answerWeight(request.file, () => false, sizes);
    if (!requestsMatter) return;
    const choices = new Choices(sizes);
    const chooser = {
      pick: (choice: number) =>
        choice === ANSWER.AREA
          ? areas[choices.pick(choice)]!
          : choices.pick(choice),
    };
    do {
      const seen = [runner.run(before, request, chooser)];
      const other = [runner.run(after, request, chooser)];
      const values = choices.values();
      values[ANSWER.AREA] = areas[values[ANSWER.AREA]!]!;
      const answers = answerWeight(
        request.file,
        (choice) => choices.isPicked(choice),
        sizes,
      );
      visit(
        new RequestCase(
          runner,
          request,
          values,
          weight * answers,
          cost,
        ),
        seen,
        other,
      );
    } while (choices.next());
  };
  const decisions = yield* decisionClassSteps(editions);
  for (const { file, prot, flags, weight, cost } of decisions) {
    visitRequest({ ...ONE_PAGE, file, prot, flags }, weight, cost);
    yield;
  }
  const calls = yield* argumentClassSteps(editions);
  for (const { request, weight, cost } of calls) {
    visitRequest(request, weight, cost);
    yield;
  }
  for (const { scenario, cost } of sequencesFor(editions)) {
    const found = new SequenceCase(scenario, cost);
    inputs += found.weight;
    if (!mattersTo(parts, found.files)) continue;
    visit(found, found.run(before), found.run(after));
    yield;
  }
  return inputs;
}

const ONE_PAGE = {
  caller: { ptraced: false, impliesExec: false },
  wordSize: 32,
  address: 0,
  length: 4096,
  pgoff: 0,
} as const;

/** The answers of `get_unmapped_area` that the editions can tell apart. */
function areasFor(editions: readonly AnyEdition[]): readonly number[] {
  const old = editions.filter((edition) => edition.world === "list");
  const atBorder = old.some(({ errorAddresses }) => errorAddresses < 4096);
  return [
    ...PLAIN_AREAS,
    ...(old.length < editions.length ? PLACED_AREAS : []),
    ...(atBorder ? [BORDER_AREA] : []),
  ];
}
