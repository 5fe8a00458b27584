/**
 * Where a device's memory could lie.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { Question } from "../../question/question.ts";
import type { GetUnmappedAreaAnswer } from "../../scenario/types.ts";

const PLACES = [0x4000_0000, 0x2000_0000, 0x6000_0000, 0x1000_0000];

/** An address that is not RAM and that no other file of the scenario has. */
export function areaBase({ scenario: { machine, files } }: Question): Word {
  const taken = new Set<Word>();
  for (const { inode } of files) {
    if (inode.driver !== "scripted") continue;
    const base = baseOf(inode.getUnmappedArea);
    if (base !== undefined) taken.add(base);
  }
  const { base, size } = machine.ram;
  return PLACES.find((place) =>
    !taken.has(place) && (place < base || place >= Number(base) + size)
  ) ?? PLACES[0]!;
}

function baseOf(answer: GetUnmappedAreaAnswer | undefined): Word | undefined {
  if (answer === undefined || "errno" in answer) return undefined;
  return "base" in answer ? answer.base : answer.fixed;
}
