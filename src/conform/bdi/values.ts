/**
 * Reading the fields of a recording of 2.6.11-bdi.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO, isErrnoName } from "../../abi/errno.ts";
import { InputError } from "../../errors.ts";
import { OTHER_CAPABILITY } from "../../policy/list_request.ts";
import { FILE_TYPES, type FileType } from "../../policy/request.ts";

/** An object of a recording. */
export type Json = Readonly<Record<string, unknown>>;

const LETTERS: ReadonlyMap<string, number> = new Map([
  ["C", CAPABILITY.COPY],
  ["D", CAPABILITY.DIRECT],
  ["R", CAPABILITY.READ],
  ["W", CAPABILITY.WRITE],
  ["X", CAPABILITY.EXEC],
  ["F", OTHER_CAPABILITY],
]);

/** All bits of a capability word. */
const ALL_CAPABILITIES = 0xff;

/** Capabilities from their letters; `null` is a device without any. */
export function capabilitiesOf(letters: unknown): number {
  if (letters === null) return 0;
  if (letters === "ones") return ALL_CAPABILITIES;
  let capabilities = 0;
  for (const letter of String(letters)) {
    const bit = LETTERS.get(letter);
    if (bit === undefined) {
      throw new InputError(`Unknown capability letter '${letter}'`);
    }
    capabilities |= bit;
  }
  return capabilities;
}

/** A positive error number from its name. */
export function errnoOf(name: unknown): number {
  const text = String(name);
  if (!isErrnoName(text)) throw new InputError(`Unknown errno '${text}'`);
  return ERRNO[text];
}

/** An unsigned word from a number or a hexadecimal text. */
export function wordOf(value: unknown): number {
  const word = Number(value);
  if (!Number.isInteger(word) || word < 0 || word > 0xffff_ffff) {
    throw new InputError(`Expected a 32-bit word, got '${value}'`);
  }
  return word;
}

/** The object in a field. */
export function objectIn(line: Json, field: string): Json {
  const value = line[field];
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Json;
  }
  throw new InputError(`The line has no object '${field}'`);
}

/** The objects in a field. */
export function objectsIn(line: Json, field: string): Json[] {
  const value = line[field];
  const isObject = (item: unknown): boolean =>
    typeof item === "object" && item !== null;
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw new InputError(`The line has no list of objects '${field}'`);
}

/** The object in a field of a header, empty where it is absent. */
export function partOf(header: Json, field: string): Json {
  return header[field] === undefined ? {} : objectIn(header, field);
}

/** The values in a field of a header, none where it is absent. */
export function listOf(header: Json, field: string): readonly unknown[] {
  const value = header[field] ?? [];
  if (Array.isArray(value)) return value;
  throw new InputError(`The header has no list '${field}'`);
}

/** 0 and 1, also as the absence of a field. */
export function flagOf(value: unknown): boolean {
  return value === 1 || value === true;
}

/** The type of an inode. */
export function fileTypeOf(value: unknown): FileType {
  const found = FILE_TYPES.find((type) => type === value);
  if (found === undefined) throw new InputError(`Unknown file type '${value}'`);
  return found;
}
