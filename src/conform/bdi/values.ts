/**
 * Reading the fields of a recording of 2.6.11-bdi.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO, isErrnoName } from "../../abi/errno.ts";
import { InputError } from "../../errors.ts";
import { OTHER_CAPABILITY } from "../../policy/list_request.ts";
import { objectIn, textOf } from "../fields.ts";
import type { Json } from "../types.ts";

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
  for (const letter of textOf(letters)) {
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
  const text = textOf(name);
  if (!isErrnoName(text)) throw new InputError(`Unknown errno '${text}'`);
  return ERRNO[text];
}

/** An unsigned word from a number or a hexadecimal text. */
export function wordOf(value: unknown): number {
  const word = Number(value);
  if (!Number.isInteger(word) || word < 0 || word > 0xffff_ffff) {
    throw new InputError(`Expected a 32-bit word, got '${textOf(value)}'`);
  }
  return word;
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
