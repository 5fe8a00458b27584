/**
 * Comparing contents.
 *
 * @module
 */
import { addWords } from "../../abi/word.ts";
import type { Inode } from "../../files/inode.ts";
import type { BytesExpectation } from "../types/expect.ts";
import type { MatchContext, Mismatches } from "./mismatches.ts";

/** Bytes that are shown around a difference. */
const SHOWN = 8;

/** Holds the bytes of the mapping, or of a load, against what is expected. */
export function matchBytes(
  expected: BytesExpectation,
  context: MatchContext,
  found: Mismatches,
): void {
  const wanted = wantedBytes(expected, context);
  if (wanted === undefined) {
    return found.add("bytes", "a mapping", "no mapping", expected.at);
  }
  const actual = actualBytes(expected, context, wanted.length);
  if (actual === undefined) {
    return found.add("bytes", "a mapping", "no mapping", expected.at);
  }
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === actual[i]) continue;
    const at = Number(expected.offset) + i;
    return found.add(
      `bytes at ${at}`,
      hexBytes(wanted.subarray(i, i + SHOWN)),
      hexBytes(actual.subarray(i, i + SHOWN)),
      expected.at,
    );
  }
}

function wantedBytes(
  { content }: BytesExpectation,
  { world, vma }: MatchContext,
): Uint8Array | undefined {
  if (content.kind === "literal") return content.bytes;
  if (content.kind === "fill") {
    return new Uint8Array(content.length).fill(content.byte);
  }
  const inode = vma?.file?.inode as Inode | undefined;
  if (inode === undefined) return undefined;
  const bytes = new Uint8Array(content.length);
  inode.driver.bytes(inode, Number(content.offset), bytes, world.world);
  return bytes;
}

function actualBytes(
  expected: BytesExpectation,
  { world, vma, outcome }: MatchContext,
  length: number,
): Uint8Array | undefined {
  const offset = Number(expected.offset);
  if (outcome.bytes !== null) {
    return outcome.bytes.subarray(offset, offset + length);
  }
  if (vma === null) return undefined;
  const { memory, arch } = world.world;
  const at = addWords(vma.start, offset, arch.wordSize);
  return memory.read(at, length);
}

function hexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
    .join(" ");
}
