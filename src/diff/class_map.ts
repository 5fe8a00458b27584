/**
 * Requests by what can be told of them, the cheapest of each kind.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import type { Word } from "../abi/word.ts";
import { BYTE_OFFSETS, LENGTHS, PAGE_OFFSETS } from "./argument_space.ts";
import { costOf } from "./file_space.ts";
import type { MapRequest } from "./request_space.ts";

/** Requests that all editions decide the same way. */
export interface RequestClass {
  /** How many there are. */
  readonly weight: number;
  /** How far the plainest is from the plainest of all. */
  readonly cost: number;
  /** The plainest. */
  readonly request: MapRequest;
}

interface OpenClass {
  weight: number;
  cost: number;
  request: MapRequest;
}

/** The classes that were found. */
export class ClassMap {
  readonly #classes = new Map<string, OpenClass>();

  add(key: string, request: MapRequest): void {
    const known = this.#classes.get(key);
    if (known === undefined) {
      const cost = requestCost(request);
      this.#classes.set(key, { weight: 1, cost, request });
      return;
    }
    known.weight++;
    const cost = requestCost(request);
    if (cost < known.cost) Object.assign(known, { cost, request });
  }

  classes(): RequestClass[] {
    return [...this.#classes.values()];
  }
}

function requestCost(request: MapRequest): number {
  const { file, wordSize, address, length, offset = 0, pgoff } = request;
  const { prot, flags } = request;
  return (file === null ? 0 : 1 + costOf(file)) +
    (wordSize === 32 ? 0 : 2) +
    (address === 0 ? 0 : 1) +
    placeIn<Word>(LENGTHS[wordSize], length) +
    placeIn<Word>(BYTE_OFFSETS[wordSize], offset) +
    placeIn<Word>(PAGE_OFFSETS[wordSize], pgoff) +
    (prot === PROT.READ ? 0 : 1) +
    (flags & ~(MAP.PRIVATE | MAP.SHARED | MAP.ANONYMOUS) ? 1 : 0);
}

function placeIn<T>(list: readonly T[], value: T): number {
  return Math.max(0, list.indexOf(value));
}
