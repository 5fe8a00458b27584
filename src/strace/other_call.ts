/**
 * The calls about mappings in strace output that are not mmap().
 *
 * @module
 */
import { MREMAP } from "../abi/map.ts";
import { toWord, type Word } from "../abi/word.ts";
import { ABSENT_CALLS } from "../explain/absent_calls.ts";
import { readBits } from "./bits.ts";
import { splitResult, type StraceResult } from "./line.ts";

/** What a call asks for. */
export type OtherRequest =
  | {
    /** Tells the calls apart. */
    readonly kind: "munmap";
    /** First address. */
    readonly address: Word;
    /** Length in bytes. */
    readonly length: Word;
  }
  | {
    /** Tells the calls apart. */
    readonly kind: "mremap";
    /** Address of the mapping. */
    readonly address: Word;
    /** Its length, in bytes. */
    readonly length: Word;
    /** The length that it is to have, in bytes. */
    readonly newLength: Word;
    /** Bits of `MREMAP_*`. */
    readonly flags: number;
    /** Where it is to be moved. */
    readonly newAddress: Word;
  }
  | {
    /** Tells the calls apart. */
    readonly kind: "ftruncate";
    /** The descriptor. */
    readonly fd: number;
    /** What it names, as strace -y prints it. */
    readonly path?: string;
    /** New size in bytes. */
    readonly size: Word;
  }
  | {
    /** A call that exists only with an MMU. */
    readonly kind: "absent";
    /** Its name. */
    readonly name: string;
  };

/** A call as strace printed it. */
export interface OtherCall {
  /** The call and its result, as printed. */
  readonly text: string;
  /** Line in the log, from 1. */
  readonly line: number;
  /** What it asks for. */
  readonly request: OtherRequest;
  /** What it returned. */
  readonly result: StraceResult;
}

const CALL = /^([a-z_0-9]+)\(/;
const WORD = "(NULL|0x[0-9a-f]{1,16}|[0-9]{1,20})";
const UNMAP = new RegExp(`^${WORD}, *${WORD}$`);
const REMAP = new RegExp(
  `^${WORD}, *${WORD}, *${WORD}, *([A-Z_|0-9a-z]+)(?:, *${WORD})?$`,
);
const TRUNCATE = new RegExp(`^([0-9]+)(?:<(.*)>)?, *${WORD}$`, "s");

/** Reads a call; `undefined` if it is none of these, or is cut off. */
export function parseOtherCall(
  text: string,
  line: number,
): OtherCall | undefined {
  const name = CALL.exec(text)?.[1];
  if (name === undefined) return undefined;
  const [inside, result] = splitResult(text.slice(name.length + 1));
  const request = readRequest(name, inside.trim());
  if (request === undefined) return undefined;
  return { text: text.replace(/\s*<[0-9.]+>$/, ""), line, request, result };
}

function readRequest(name: string, inside: string): OtherRequest | undefined {
  if (Object.hasOwn(ABSENT_CALLS, name)) return { kind: "absent", name };
  switch (name) {
    case "munmap": {
      const match = UNMAP.exec(inside);
      if (match === null) return undefined;
      const [address, length] = words(match.slice(1));
      return { kind: "munmap", address: address!, length: length! };
    }
    case "mremap": {
      const match = REMAP.exec(inside);
      if (match === null) return undefined;
      const [address, length, newLength] = words(match.slice(1, 4));
      return {
        kind: "mremap",
        address: address!,
        length: length!,
        newLength: newLength!,
        flags: readBits(match[4]!, MREMAP, "MREMAP_", []),
        newAddress: words([match[5] ?? "0"])[0]!,
      };
    }
    case "ftruncate":
    case "ftruncate64": {
      const match = TRUNCATE.exec(inside);
      if (match === null) return undefined;
      const [, fd, path, size] = match;
      return {
        kind: "ftruncate",
        fd: Number(fd),
        ...(path === undefined ? {} : { path }),
        size: words([size!])[0]!,
      };
    }
    default:
      return undefined;
  }
}

function words(texts: readonly string[]): Word[] {
  return texts.map((text) => toWord(text === "NULL" ? 0n : BigInt(text), 64));
}
