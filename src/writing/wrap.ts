/**
 * Text in lines that fit a terminal.
 *
 * @module
 */

/** Columns of a line where nobody says otherwise. */
export const DEFAULT_WIDTH = 80;

/** How {@linkcode wrap} breaks lines. */
export interface WrapOptions {
  /** Columns of a line; 80 if left out. */
  readonly width?: number;
  /** Spaces before every line. */
  readonly indent?: number;
  /** What stands before the first line in place of its indent. */
  readonly first?: string;
}

/**
 * Breaks text at its spaces. A word that is longer than a line keeps its own.
 *
 * @example
 * ```ts
 * import { wrap } from "./wrap.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   wrap("one two three", { width: 10, indent: 2, first: "- " }),
 *   ["- one two", "  three"],
 * );
 * ```
 */
export function wrap(text: string, options: WrapOptions = {}): string[] {
  const { width = DEFAULT_WIDTH, indent = 0 } = options;
  const margin = " ".repeat(indent);
  const lines: string[] = [];
  let line = options.first ?? margin;
  let empty = true;
  for (const word of text.split(/[ \n]+/)) {
    if (word === "") continue;
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = margin;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line);
  return lines;
}

/** Stands for a space at which a line is not broken. */
const KEPT = "\uE000";

/**
 * Breaks a call as strace prints it, but never inside of its result.
 *
 * @example
 * ```ts
 * import { wrapCall } from "./wrap.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   wrapCall("f(1, 2) = -1 EINVAL (Invalid)", { width: 26, indent: 2 }),
 *   ["  f(1, 2)", "  = -1 EINVAL (Invalid)"],
 * );
 * ```
 */
export function wrapCall(text: string, options: WrapOptions = {}): string[] {
  const equals = text.lastIndexOf(" = ");
  if (equals < 0) return wrap(text, options);
  const result = text.slice(equals + 1).replaceAll(" ", KEPT);
  return wrap(`${text.slice(0, equals)} ${result}`, options)
    .map((line) => line.replaceAll(KEPT, " "));
}
