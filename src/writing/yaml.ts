/**
 * Pieces of YAML text.
 *
 * @module
 */
import { yamlString } from "./printable.ts";

/** A mapping: keys with values that are YAML already. */
export type YamlEntries = readonly (readonly [key: string, value: string])[];

const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./()+<>=*%~ -]*$/;
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|~)$/i;

/** A scalar that means this text: plain where that is safe, else quoted. */
export function yamlText(text: string): string {
  const plain = PLAIN.test(text) && !RESERVED.test(text) &&
    !/[ ]$| #|: /.test(text);
  return plain ? text : yamlString(text);
}

/** A sentence: as {@linkcode yamlText}, with the punctuation of prose. */
export function yamlSentence(text: string): string {
  const plain = /^[A-Za-z][^"#:{}[\]&*!|>%@`\p{Cc}]*[^ "#:{}[\]\p{Cc}]$/u
    .test(text) && !RESERVED.test(text);
  return plain ? text : yamlString(text);
}

/** A mapping in one line: `{ a: 1, b: 2 }`. */
export function flowMapping(entries: YamlEntries): string {
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([key, value]) => `${key}: ${value}`).join(", ")} }`;
}

/** A list in one line: `[a, b]`. */
export function flowList(values: readonly string[]): string {
  return `[${values.join(", ")}]`;
}

/** Bytes as a quoted scalar of hexadecimal digits. */
export function hexText(bytes: Uint8Array): string {
  const digits = Array.from(
    bytes,
    (byte) => byte.toString(16).padStart(2, "0"),
  );
  return `"${digits.join(" ")}"`;
}

/**
 * `key: { a: 1 }` in one line if that fits, else a line for each entry.
 * `indent` is the column of the key; the first line does not have it.
 */
export function entryLines(
  key: string,
  entries: YamlEntries,
  indent: number,
  width = 80,
): string[] {
  const line = `${key}: ${flowMapping(entries)}`;
  if (indent + line.length <= width) return [line];
  const margin = " ".repeat(indent + 2);
  return [
    `${key}:`,
    ...entries.map(([name, value]) => {
      return `${margin}${name}: ${value}`;
    }),
  ];
}
