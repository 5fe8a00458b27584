/**
 * What suppositions about calls other than mmap() are made of.
 *
 * @module
 */
import { formatFlags } from "../abi/flags.ts";
import { MREMAP } from "../abi/map.ts";
import { maxWord, type Word, type WordSize } from "../abi/word.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { makeScenario } from "../question/make.ts";
import { ask, type Question } from "../question/question.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import type {
  Address,
  FileSpec,
  MachineSpec,
  Operation,
  Step,
} from "../scenario/types.ts";
import type { OtherRequest } from "./other_call.ts";
import type { Supposition } from "./suppose.ts";

/** A call that names a range of addresses. */
export type RangeRequest = Extract<OtherRequest, { kind: "munmap" | "mremap" }>;

/** What a supposition is made of; the call is its last step. */
export interface Parts {
  /** The machine; left out: that of the format. */
  readonly machine?: MachineSpec;
  /** The files. */
  readonly files?: readonly FileSpec[];
  /** The steps. */
  readonly steps: readonly Step[];
}

/** A supposition, unless something before the call cannot be. */
export function supposed(
  edition: AnyEdition,
  what: string,
  besides: readonly string[],
  parts: Parts,
): Supposition[] {
  const step = parts.steps.length - 1;
  const question: Question = { scenario: makeScenario(edition, parts), step };
  for (let number = 0; number < step; number++) {
    const before = ask({ ...question, step: number }, edition);
    if (before === null || before.errno !== 0) return [];
  }
  const outcome = ask(question, edition);
  return outcome === null ? [] : [{ what, besides, question, outcome }];
}

/** A call as an operation of a scenario. */
export function operationOf(
  request: RangeRequest,
  address: Address,
): Operation {
  if (request.kind === "munmap") {
    return { kind: "munmap", address, length: request.length };
  }
  const { length, newLength, flags, newAddress } = request;
  return {
    kind: "mremap",
    address,
    oldLength: length,
    newLength,
    flags: { value: flags, text: formatFlags(flags, MREMAP) },
    ...(flags & MREMAP.FIXED ? { newAddress } : {}),
  };
}

/** The words that a call was given. */
export function wordsOf(request: RangeRequest): Word[] {
  const { address, length } = request;
  return request.kind === "munmap"
    ? [address, length]
    : [address, length, request.newLength, request.newAddress];
}

/** The least word size that holds the words. */
export function wordSizeOf(words: readonly Word[]): WordSize {
  return words.some((word) => word > 0xffff_ffff) ? 64 : 32;
}

/** A machine with room for so many bytes in mappings. */
export function machineFor(wordSize: WordSize, bytes: number): MachineSpec {
  const { ram } = DEFAULT_MACHINE;
  let { size } = ram;
  while (size < 4 * bytes && size < 2 ** 30) size *= 2;
  return {
    ...DEFAULT_MACHINE,
    wordSize,
    taskSize: maxWord(wordSize),
    ram: { ...ram, size },
  };
}
