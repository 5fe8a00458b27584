/**
 * Reading and writing of flag words as names joined with `|`.
 *
 * @module
 */

import { checkBits, checkObject, checkText } from "../given.ts";

/** Names of the bits of a flag word. */
export type FlagNames = Readonly<Record<string, number>>;

/**
 * Every single bit as its own name, the rest in hexadecimal.
 *
 * @throws {ArgumentError} if the value is no word of 32 bits.
 *
 * @example
 * ```ts
 * import { formatFlags, parseFlags, PROT } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatFlags(5, PROT), "READ|EXEC");
 * assertEquals(formatFlags(0x100, PROT), "0x100");
 * assertEquals(formatFlags(0, PROT), "NONE");
 * assertEquals(parseFlags("PROT_READ|EXEC", PROT, "PROT_"), 5);
 * ```
 */
export function formatFlags(value: number, names: FlagNames): string {
  checkBits("value", value);
  checkObject("names", names);
  if (value === 0) return "NONE";
  const parts: string[] = [];
  let rest = value;
  for (const [name, bit] of entriesOf(names)) {
    if (bit !== 0 && (rest & bit) >>> 0 === bit) {
      parts.push(name);
      rest = (rest & ~bit) >>> 0;
    }
  }
  if (rest !== 0) parts.push(`0x${rest.toString(16)}`);
  return parts.join("|");
}

const ENTRIES = new WeakMap<FlagNames, [name: string, bit: number][]>();

function entriesOf(names: FlagNames): [name: string, bit: number][] {
  let entries = ENTRIES.get(names);
  if (entries === undefined) {
    ENTRIES.set(names, entries = Object.entries(names));
  }
  return entries;
}

/** What was not understood in a flag text. */
export class FlagError extends Error {
  /** Name of the class. */
  override readonly name = "FlagError";
  /** The part that names no flag. */
  readonly part: string;

  /** Makes the error for one part of a flag text. */
  constructor(part: string) {
    super(`Unknown flag '${part}'`);
    this.part = part;
  }
}

/**
 * Parses `"READ|EXEC"`, `"NONE"`, `"SHARED|0x80000"`. A prefix such as
 * `PROT_`, `MAP_` or `VM_` before a name is accepted.
 *
 * @throws {FlagError} if a part names no flag.
 * @throws {ArgumentError} if an argument is of another type.
 */
export function parseFlags(
  text: string,
  names: FlagNames,
  prefix: string,
): number {
  checkText("text", text);
  checkObject("names", names);
  checkText("prefix", prefix);
  let value = 0;
  for (const raw of text.split("|")) {
    const part = raw.trim();
    const name = part.startsWith(prefix) ? part.slice(prefix.length) : part;
    if (Object.hasOwn(names, name)) value = (value | names[name]!) >>> 0;
    else if (/^(0x[0-9a-fA-F]{1,8}|[0-9]{1,10})$/.test(part)) {
      value = (value | Number(part)) >>> 0;
    } else if (name !== "NONE") throw new FlagError(part);
  }
  return value;
}
