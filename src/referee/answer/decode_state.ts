/**
 * Regions, VMAs and driver calls from the words of their records.
 *
 * @module
 */

import { ERRNO, MAX_ERRNO } from "../../abi/errno.ts";
import type { Word, WordSize } from "../../abi/word.ts";
import { CALL, MAX } from "../layout.ts";
import type {
  DriverCall,
  FileKey,
  RegionState,
  VmaState,
} from "./result_state.ts";
import type { WordReader } from "../plan/words.ts";

const FREED = 0xffff_ffff_ffff_ffffn;
const END_32 = 0x1_0000_0000;
const END_64 = 0x1_0000_0000_0000_0000n;

/** The file of the case that the word of a record means. */
export type FileResolver = (key: Word) => FileKey;

/**
 * The positive error number in a word that a system call returned, if it is
 * one: the upper 4095 words are (include/linux/err.h, IS_ERR_VALUE()).
 */
export function errnoOf(value: Word, bits: WordSize): number | undefined {
  const errno = bits === 32
    ? END_32 - Number(value)
    : typeof value === "bigint"
    ? Number(END_64 - value)
    : 0;
  return errno >= ERRNO.EPERM && errno <= MAX_ERRNO ? errno : undefined;
}

/** Reads the words of a region. */
export function readRegion(
  reader: WordReader,
  file: FileResolver,
): RegionState {
  const region = {
    id: reader.word(),
    start: reader.word(),
    end: reader.word(),
    top: reader.word(),
    pgoff: reader.word(),
    usage: reader.signed(),
    flags: reader.low(),
    icacheFlushed: reader.low() !== 0,
  };
  const key = reader.word();
  const freed = key === FREED;
  return { ...region, freed, file: freed ? null : file(key) };
}

/** Reads the words of a VMA. */
export function readVma(reader: WordReader, file: FileResolver): VmaState {
  const vma = {
    process: reader.low(),
    id: reader.word(),
    treeStart: reader.word(),
    treeLast: reader.word(),
    start: reader.word(),
    end: reader.word(),
    pgoff: reader.word(),
    flags: reader.low(),
    region: reader.word(),
  };
  const key = reader.word();
  const freed = key === FREED;
  return { ...vma, freed, file: freed ? null : file(key) };
}

/** Reads the words of a driver call. */
export function readCall(
  reader: WordReader,
  file: FileResolver,
  bits: WordSize,
): DriverCall {
  const operation = reader.low();
  const of = file(reader.word());
  if (operation === CALL.GUA) {
    const result = reader.word();
    const errno = errnoOf(result, bits);
    return {
      operation: "get_unmapped_area",
      file: of,
      ...(errno === undefined ? { result } : { errno }),
      address: reader.word(),
      length: reader.word(),
      pgoff: reader.word(),
      flags: reader.low(),
    };
  }
  const result = reader.signed();
  if (operation === CALL.CAPABILITIES) {
    return { operation: "mmap_capabilities", file: of, result: result };
  }
  if (operation === CALL.MMAP) {
    return {
      operation: "mmap",
      file: of,
      result,
      start: reader.word(),
      end: reader.word(),
      pgoff: reader.word(),
      flags: reader.low(),
    };
  }
  return {
    operation: "read",
    file: of,
    result,
    position: reader.word(),
    count: reader.word(),
  };
}

/** A resolver for the probe files of a case and the other files opened in it. */
export function fileResolver(
  opened: readonly { readonly file: number; readonly key: Word }[],
): FileResolver {
  return (key) => {
    if (key === 0) return null;
    if (key <= MAX.FILES) return Number(key) - 1;
    return opened.find((file) => file.key === key)?.file ?? "other";
  };
}
