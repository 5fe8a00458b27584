/** No difference of two kernels may be outside the classes of requests. */
import { assert } from "@std/assert";
import { editionsBetween } from "../../src/diff/comparison.ts";
import { decisionClasses } from "../../src/diff/decision_classes.ts";
import {
  FILE,
  FILE_SIZES,
  type FileChoice,
} from "../../src/diff/file_space.ts";
import { RequestRunner } from "../../src/diff/request_runner.ts";
import { AREAS, MMAPS, READ_ANSWERS } from "../../src/diff/request_space.ts";
import { changedKeys, type Snapshot } from "../../src/diff/snapshot.ts";
import { type AnyEdition, findEdition } from "../../src/policy/editions.ts";

/** The editions from one to another. */
export function between(first: string, last: string): readonly AnyEdition[] {
  return editionsBetween(findEdition(first)!, findEdition(last)!);
}

/** A small generator of numbers that is the same every time. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state >>> 8;
  }
}

function effectKey(before: Snapshot, after: Snapshot): string {
  const changed = changedKeys(before, after, true);
  if (changed.length === 0) return "";
  const side = (seen: Snapshot) =>
    `${seen.result} ${seen.reason} ${seen.hazards} ${seen.vmFlags}`;
  return `${changed} ${side(before)} / ${side(after)}`;
}

/** Asks requests at random whether the classes know what they come to. */
export function testOutside(first: string, last: string): void {
  Deno.test(`no difference of ${first} and ${last} is outside the classes`, () => {
    const editions = between(first, last);
    const [before, after] = [editions[0]!, editions.at(-1)!];
    const runner = new RequestRunner();
    const answer = (file: FileChoice, prot: number, flags: number) =>
    (
      answers: readonly number[],
    ): string => {
      const request = {
        file,
        prot,
        flags,
        caller: { ptraced: false, impliesExec: false },
        wordSize: 32,
        address: 0,
        length: 4096,
        pgoff: 0,
      } as const;
      const chooser = { pick: (choice: number) => answers[choice]! };
      return effectKey(
        runner.run(before, request, chooser),
        runner.run(after, request, chooser),
      );
    };
    const known = new Set<string>();
    for (const { file, prot, flags } of decisionClasses(editions)) {
      const ask = answer(file, prot, flags);
      for (let area = 0; area < AREAS.length; area++) {
        for (let mmap = 0; mmap < MMAPS.length; mmap++) {
          for (let read = 0; read < READ_ANSWERS.length; read++) {
            known.add(ask([area, mmap, read]));
          }
        }
      }
    }
    const random = numbers(7);
    const below = (limit: number): number => random.next().value! % limit;
    for (let i = 0; i < 10_000; i++) {
      const file = FILE_SIZES.map(below);
      if (file[FILE.MMAP] === 1 && i % 4 !== 0) file[FILE.MMAP] = 0;
      const seen = answer(file, below(8), 1 + below(2))([
        below(AREAS.length),
        below(MMAPS.length),
        below(READ_ANSWERS.length),
      ]);
      assert(known.has(seen), `${seen} of ${file}`);
    }
  });
}
