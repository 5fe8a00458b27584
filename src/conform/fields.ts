/**
 * Reading the fields of recorded lines, which anybody may have written.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import { InputError } from "../errors.ts";
import type { OpenMode } from "../files/inode.ts";
import { FILE_TYPES, type FileType } from "../policy/request.ts";
import { oneLine } from "../writing/printable.ts";
import type { Json } from "./types.ts";

const LONGEST = 60;
const LARGEST_WORD = 0xffff_ffff_ffff_ffffn;

/** A recorded value in a message: a text as it is, all else as JSON. */
export function textOf(value: unknown): string {
  const text = typeof value === "object" && value !== null
    ? JSON.stringify(
      value,
      (_key, part) => typeof part === "bigint" ? part.toString() : part,
    )
    : String(value);
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
  return oneLine(short);
}

/**
 * The object in a field.
 *
 * @throws {InputError} if there is none.
 */
export function objectIn(line: Json, field: string): Json {
  const value = line[field];
  if (isObject(value)) return value;
  throw new InputError(`The line has no object '${field}'`);
}

/**
 * The objects in a field.
 *
 * @throws {InputError} if there is no list of objects.
 */
export function objectsIn(line: Json, field: string): Json[] {
  const value = line[field];
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw new InputError(`The line has no list of objects '${field}'`);
}

/**
 * The list in a field.
 *
 * @throws {InputError} if there is none.
 */
export function listIn(line: Json, field: string): readonly unknown[] {
  const value = line[field];
  if (Array.isArray(value)) return value;
  throw new InputError(`The line has no list '${field}'`);
}

/**
 * The whole number in a field, from 0 to `most`.
 *
 * @throws {InputError} if there is none.
 */
export function countIn(
  line: Json,
  field: string,
  most: number = Number.MAX_SAFE_INTEGER,
): number {
  const value = line[field];
  if (
    typeof value === "number" && Number.isInteger(value) && value >= 0 &&
    value <= most
  ) return value;
  throw new InputError(
    `Expected a whole number up to ${most} in '${field}', got '${
      textOf(value)
    }'`,
  );
}

/**
 * The unsigned word of 64 bits in a field.
 *
 * @throws {InputError} if there is none.
 */
export function wordIn(line: Json, field: string): Word {
  const value = line[field];
  if (typeof value === "bigint" ? isWord(value) : isCount(value)) {
    return value as Word;
  }
  throw new InputError(
    `Expected a word of 64 bits in '${field}', got '${textOf(value)}'`,
  );
}

/**
 * A type of inodes.
 *
 * @throws {InputError} if it is none.
 */
export function fileTypeOf(value: unknown): FileType {
  const found = FILE_TYPES.find((type) => type === value);
  if (found !== undefined) return found;
  throw new InputError(`Unknown file type '${textOf(value)}'`);
}

const OPEN_MODES: readonly OpenMode[] = ["r", "w", "rw", "path"];

/**
 * A way of opening a file.
 *
 * @throws {InputError} if it is none.
 */
export function openModeOf(value: unknown): OpenMode {
  const found = OPEN_MODES.find((mode) => mode === value);
  if (found !== undefined) return found;
  throw new InputError(`Unknown mode '${textOf(value)}'`);
}

/** The word of a text such as `0x1000`, or `undefined`. */
export function wordFrom(text: string): bigint | undefined {
  if (!/^0x[0-9a-f]{1,16}$/i.test(text)) return undefined;
  return BigInt(text);
}

function isWord(value: bigint): boolean {
  return value >= 0n && value <= LARGEST_WORD;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
