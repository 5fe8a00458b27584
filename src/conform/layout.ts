/**
 * Where things lie while a recorded sequence is replayed. The kernel searches
 * regions in address order, so copies are placed in the order in which the
 * recording shows them.
 *
 * @module
 */
import type { PageAllocator } from "../memory/buddy.ts";
import type { Word } from "../abi/word.ts";
import { objectIn } from "./fields.ts";
import type { Json } from "./types.ts";

/** Room for every thing that has an address, in bytes. */
const ROOM = 0x200_0000;
const FIRST = 0x1000_0000;

/** The part of a symbolic address before its offset: `A1+0x0` is in `A1`. */
export function labelOf(address: unknown): string | undefined {
  return typeof address === "string"
    ? /^((?:dev|ram|A)[\d.]+)~?\+0x[0-9a-f]+$/.exec(address)?.[1]
    : undefined;
}

/** Addresses of the labels of one sequence. */
export class Layout {
  readonly #bases = new Map<string, number>();
  readonly #labels: string[];

  /** Lays out every label of the sequence, in an order that the states allow. */
  constructor(steps: readonly Json[], labels: Iterable<string>) {
    this.#labels = sorted(steps, new Set(labels));
    this.#labels.forEach((label, index) =>
      this.#bases.set(label, FIRST + index * ROOM)
    );
  }

  /** Address of a label; labels that never appeared lie at the end. */
  base(label: string): number {
    let base = this.#bases.get(label);
    if (base === undefined) {
      base = FIRST + this.#labels.length * ROOM;
      this.#labels.push(label);
      this.#bases.set(label, base);
    }
    return base;
  }

  /** The symbolic form of an address. */
  name(address: Word): string | number | bigint {
    const index = Math.floor((Number(address) - FIRST) / ROOM);
    const label = this.#labels[index];
    if (label === undefined) return address;
    return `${label}+0x${(Number(address) - this.base(label)).toString(16)}`;
  }
}

/**
 * Labels in an order in which no recorded state contradicts an earlier one.
 * After the kernel has freed what is still mapped, labels can contradict.
 */
function sorted(steps: readonly Json[], labels: Set<string>): string[] {
  const below = new Map<string, Set<string>>();
  for (const label of labels) below.set(label, new Set());
  for (const step of steps) {
    const regions = objectIn(step, "out")["reg"];
    if (!Array.isArray(regions)) continue;
    let previous: string | undefined;
    for (const region of regions) {
      const label = labelOf(Array.isArray(region) ? region[1] : undefined);
      if (label === undefined) continue;
      if (!below.has(label)) below.set(label, new Set());
      if (
        previous !== undefined && previous !== label &&
        !reaches(below, previous, label)
      ) below.get(label)!.add(previous);
      previous = label;
    }
  }
  const order = new Set<string>();
  const place = (label: string): void => {
    if (order.has(label)) return;
    for (const lower of below.get(label)!) place(lower);
    order.add(label);
  };
  for (const label of below.keys()) place(label);
  return [...order];
}

function reaches(
  below: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  to: string,
): boolean {
  for (const lower of below.get(from)!) {
    if (lower === to || reaches(below, lower, to)) return true;
  }
  return false;
}

/** Gives out the address that the recording has for the next allocation. */
export class RecordedAllocator implements PageAllocator {
  readonly maxPageOrder = 10;
  readonly freePages = 0;
  /** Address of the next allocation. */
  next = 0;
  #spare = 0x7000_0000_0000;

  /** The address that was set, once; afterwards memory nobody looks at. */
  allocate(count: number): number {
    const address = this.next !== 0 ? this.next : this.#spare;
    if (this.next === 0) this.#spare += count * 4096;
    this.next = 0;
    return address;
  }

  /** Nothing is used twice. */
  free(): void {}
}
