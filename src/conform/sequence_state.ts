/**
 * The state of a machine in the form of recorded sequences.
 *
 * @module
 */
import { addWords, subtractWords } from "../abi/word.ts";
import type { Vma } from "../memory/region.ts";
import type { Process } from "../mm/process.ts";
import type { SequenceWorld } from "./sequence_world.ts";
import type { Json } from "./types.ts";

/** Gives numbers in the order in which things are first seen. */
export class Numbering {
  readonly #numbers = new Map<number, number>();

  /** The number of the thing with this id. */
  of(id: number): number {
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(id, number);
    }
    return number;
  }
}

/** Regions, VMAs and counts as the recording writes them. */
export function stateFields(
  world: SequenceWorld,
  regions: Numbering,
  vmas: Numbering,
): Json {
  const { machine, layout, processes } = world;
  const size = (end: number | bigint, start: number | bigint) =>
    subtractWords(end, start, 64);
  const reg = [...machine.regions].map((region) => [
    `R${regions.of(region.id)}`,
    layout.name(region.start),
    size(region.end, region.start),
    size(region.top, region.start),
    region.pgoff,
    region.usage,
    region.flags.toString(16),
    region.file === null ? null : Number(region.file.name),
  ]);
  const vma = processes.flatMap((process, number) =>
    process.exited ? [] : treeEntries(process, number)
  );

  function treeEntries(process: Process, number: number): unknown[] {
    return [...process.tree].map(({ first, last, value }) => {
      if (value.freed) return [number, "FREED"];
      const length = size(addWords(last, 1, 64), first);
      const own = size(value.end, value.start);
      return [
        number,
        `V${vmas.of(value.id)}`,
        layout.name(value.start),
        own,
        value.pgoff,
        value.flags.toString(16),
        `R${regions.of(value.region.id)}`,
        ...(first === value.start && length === own
          ? []
          : [[layout.name(first), length]]),
      ];
    });
  }

  const broken = processes.flatMap((process, number) =>
    process.exited || isSound(process) ? [] : [number]
  );
  return {
    reg,
    vma,
    map_count: processes.map((process) =>
      process.exited ? null : process.mapCount
    ),
    ...(broken.length === 0 ? {} : { tree: broken }),
  };
}

/** Whether the tree shows every VMA once, with its own range. */
function isSound(process: Process): boolean {
  const seen = new Set<Vma>();
  for (const { first, last, value } of process.tree) {
    if (value.freed || seen.has(value)) return false;
    if (first !== value.start || last !== subtractWords(value.end, 1, 64)) {
      return false;
    }
    seen.add(value);
  }
  return seen.size === process.mapCount;
}
