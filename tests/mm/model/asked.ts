/** What a call asks of a kernel, of which it only has numbers. */
import { MAP } from "../../../src/abi/map.ts";
import type { Call } from "./calls.ts";
import { PAGE } from "./files.ts";

/** A range that is mapped. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** The mapping that a call is about, if there is any. */
export function chosen<T>(
  processes: readonly (readonly T[])[],
  { process, mapping }: { readonly process: number; readonly mapping: number },
): T | undefined {
  const vmas = processes[process]!;
  return vmas.length === 0 ? undefined : vmas[mapping % vmas.length];
}

/** The flags of a mapping: types, ANONYMOUS, and FIXED where that is odd. */
export function flagsOf(
  { shared, odd }: Call & { call: "mmap" },
  anonymous: boolean,
): number {
  return (shared ? MAP.SHARED : MAP.PRIVATE) |
    (anonymous ? MAP.ANONYMOUS : 0) | (odd === 3 ? MAP.FIXED : 0);
}

/** The letters of a protection. */
export function wantsOf({ prot }: { readonly prot: number }): string {
  return ["r", "w", "x"].filter((_, bit) => prot & 1 << bit).join("");
}

/** The range that is unmapped: of a mapping, or around it. */
export function unmappedRange(
  { from, to, bytes }: Call & { call: "munmap" },
  vma: Range,
): { readonly start: number; readonly length: number } {
  const start = vma.start + from * PAGE;
  const length = Math.max(0, vma.end - to * PAGE - start) + bytes;
  return { start, length };
}

/** Arguments of mremap(). */
interface Resizing {
  readonly address: number;
  readonly oldLength: number;
  readonly newLength: number;
  readonly flags: number;
  readonly newAddress: number;
}

/** What mremap() is to make of a mapping. */
export function resizing(
  { more, wrong }: Call & { call: "mremap" },
  { start, end }: Range,
): Resizing {
  const oldLength = end - start + (wrong ? PAGE : 0);
  const newLength = Math.max(0, oldLength + more);
  return { address: start, oldLength, newLength, flags: 0, newAddress: 0 };
}

/** The bytes that are written to a file. */
export function writtenBytes(
  { length, byte }: Call & { call: "write" },
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(length).fill(byte);
}
