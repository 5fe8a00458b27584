/**
 * An mmap() call in strace output.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { toWord, type Word } from "../abi/word.ts";
import type { FlagNames } from "../abi/flags.ts";
import { parseResult, type StraceResult } from "./line.ts";

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
  /^([^,]+), *([^,]+), *([^,]+), *([^,]+), *(-?[0-9]+)(?:<(.*)>)?, *(0x[0-9a-f]+|[0-9]+)\s*$/s;
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
    fd: Number(fd),
    ...(path === undefined ? {} : { path: cleanPath(path) }),
    offset: pages ? toWord(BigInt(from) * BigInt(PAGE), 64) : from,
    result,
    unknown,
    offsetInPages: pages,
  };
}

/** Cuts `args) = result` at the bracket that closes the call. */
function splitResult(text: string): [string, StraceResult] {
  const equals = text.lastIndexOf("=");
  const before = equals < 0 ? "" : text.slice(0, equals).trimEnd();
  if (before.endsWith(")")) {
    return [before.slice(0, -1), parseResult(text.slice(equals + 1).trim())];
  }
  const end = text.trimEnd();
  return [end.endsWith(")") ? end.slice(0, -1) : end, {}];
}

/** Arguments of old_mmap() are the members of a structure. */
function withoutNames(text: string): string {
  return text.replace(/^\{/, "").replace(/\}$/, "")
    .replace(/(^|, )(?:addr|len|prot|flags|fd|offset)=/g, "$1");
}

function readWord(text: string): Word | undefined {
  if (text === "NULL") return 0;
  if (!/^(?:0x[0-9a-f]{1,16}|[0-9]{1,20})$/.test(text)) return undefined;
  return toWord(BigInt(text), 64);
}

function readBits(
  text: string,
  names: FlagNames,
  prefix: string,
  unknown: string[],
): number {
  const bare = text.replace(/\/\*.*?\*\//g, "").trim();
  let value = 0;
  for (const part of bare.split("|").map((one) => one.trim())) {
    const name = part.startsWith(prefix) ? part.slice(prefix.length) : part;
    if (Object.hasOwn(names, name)) value |= names[name]!;
    else if (/^(?:0x[0-9a-f]{1,8}|[0-9]{1,10})$/.test(part)) {
      value |= Number(part);
    } else if (!IGNORED.has(part)) unknown.push(part);
  }
  return value >>> 0;
}

/** Names for no bit at all. */
const IGNORED: ReadonlySet<string> = new Set(["PROT_NONE", "MAP_FILE", ""]);

/** The path without what `-yy` and deleted files add. */
function cleanPath(path: string): string {
  return path.replace(/<(?:char|block) [0-9]+:[0-9]+>$/, "")
    .replace(/ ?\(deleted\)$/, "");
}
