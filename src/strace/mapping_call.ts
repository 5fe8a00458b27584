/**
 * An mmap() call in strace output.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { toWord, type Word } from "../abi/word.ts";
import { readBits } from "./bits.ts";
import { splitResult, type StraceResult } from "./line.ts";

/** An mmap() call as strace printed it. */
export interface MappingCall {
  /** The call and its result, as printed. */
  readonly text: string;
  /** Line in the log, from 1. */
  readonly line: number;
  /** Address hint. */
  readonly address: Word;
  /** Length in bytes. */
  readonly length: Word;
  /** Bits of `PROT_*`. */
  readonly prot: number;
  /** Bits of `MAP_*`. */
  readonly flags: number;
  /** The descriptor; -1: none. */
  readonly fd: number;
  /** What the descriptor names, as strace -y prints it. */
  readonly path?: string;
  /** Offset in bytes. */
  readonly offset: Word;
  /** What it returned; empty: the log does not say. */
  readonly result: StraceResult;
  /** Names of flags that are not known here and were left out. */
  readonly unknown: readonly string[];
  /** The offset is taken for a number of pages. */
  readonly offsetInPages: boolean;
}

const CALL = /^(old_mmap|mmap2?|mmap_pgoff)\(/;
const ARGUMENTS =
  /^([^,]+), *([^ ,][^,]*), *([^ ,][^,]*), *([^ ,][^,]*), *(-?[0-9]+|0x[0-9a-f]{1,16})(?:<(.*)>)?, *(0x[0-9a-f]+|[0-9]+)\s*$/s;
const PAGE = 4096;

/** Whether a line starts an mmap() call. */
export function isMappingCall(text: string): boolean {
  return CALL.test(text);
}

/** Reads an mmap() call; `undefined` if the line is none or is cut off. */
export function parseMappingCall(
  text: string,
  line: number,
): MappingCall | undefined {
  const name = CALL.exec(text);
  if (name === null) return undefined;
  const [inside, result] = splitResult(text.slice(name[0].length));
  const match = ARGUMENTS.exec(withoutNames(inside));
  if (match === null) return undefined;
  const [, address, length, prot, flags, fd, path, offset] = match;
  const words = [address!, length!, offset!].map(readWord);
  const [at, bytes, from] = words;
  if (at === undefined || bytes === undefined || from === undefined) {
    return undefined;
  }
  const unknown: string[] = [];
  const pages = name[1] === "mmap2" && BigInt(from) % BigInt(PAGE) !== 0n;
  return {
    text: text.replace(/\s*<[0-9.]+>$/, ""),
    line,
    address: at,
    length: bytes,
    prot: readBits(prot!, PROT, "PROT_", unknown),
    flags: readBits(flags!, MAP, "MAP_", unknown),
    fd: readDescriptor(fd!),
    ...(path === undefined ? {} : { path: cleanPath(path) }),
    offset: pages ? toWord(BigInt(from) * BigInt(PAGE), 64) : from,
    result,
    unknown,
    offsetInPages: pages,
  };
}

/** Arguments of old_mmap() are the members of a structure. */
function withoutNames(text: string): string {
  return text.replace(/^\{/, "").replace(/\}$/, "")
    .replace(/(^|, )(?:addr|len|prot|flags|fd|offset)=/g, "$1");
}

/** A descriptor is an int, however it is printed. */
function readDescriptor(text: string): number {
  return Number(BigInt.asIntN(32, BigInt(text)));
}

function readWord(text: string): Word | undefined {
  if (text === "NULL") return 0;
  if (!/^(?:0x[0-9a-f]{1,16}|[0-9]{1,20})$/.test(text)) return undefined;
  return toWord(BigInt(text), 64);
}

/** The path without what `-yy` and deleted files add. */
export function cleanPath(path: string): string {
  return path.replace(/<(?:char|block) [0-9]+:[0-9]+>$/, "")
    .replace(/ ?\(deleted\)$/, "");
}
