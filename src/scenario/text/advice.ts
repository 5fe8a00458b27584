/**
 * Names of the advice of `madvise()`, include/uapi/asm-generic/mman-common.h.
 *
 * @module
 */
import { didYouMean } from "./nearest.ts";
import { parseNumberUpTo } from "./number.ts";
import { quote } from "./quote.ts";
import { ValueError } from "./value_error.ts";

/** `MADV_*` without the prefix. */
export const ADVICE: Readonly<Record<string, number>> = {
  NORMAL: 0,
  RANDOM: 1,
  SEQUENTIAL: 2,
  WILLNEED: 3,
  DONTNEED: 4,
  FREE: 8,
  REMOVE: 9,
  DONTFORK: 10,
  DOFORK: 11,
  MERGEABLE: 12,
  UNMERGEABLE: 13,
  HUGEPAGE: 14,
  NOHUGEPAGE: 15,
  DONTDUMP: 16,
  DODUMP: 17,
  WIPEONFORK: 18,
  KEEPONFORK: 19,
  COLD: 20,
  PAGEOUT: 21,
  POPULATE_READ: 22,
  POPULATE_WRITE: 23,
  DONTNEED_LOCKED: 24,
  COLLAPSE: 25,
};

/**
 * Reads a name, with or without `MADV_`, or a number.
 *
 * @throws {ValueError} if it is neither.
 */
export function parseAdvice(text: string): number {
  if (/^[0-9]/.test(text)) return parseNumberUpTo(text, 0x7fff_ffff);
  const name = text.startsWith("MADV_") ? text.slice(5) : text;
  if (Object.hasOwn(ADVICE, name)) return ADVICE[name]!;
  throw new ValueError(
    `Unknown advice ${quote(text)}${didYouMean(name, Object.keys(ADVICE))}`,
  );
}
