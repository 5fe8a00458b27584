/**
 * Colours of a terminal.
 *
 * @module
 */

/** Marks up text, or leaves it as it is. */
export interface Style {
  /** As expected. */
  good(text: string): string;
  /** Not as expected. */
  bad(text: string): string;
  /** To be noticed. */
  warn(text: string): string;
  /** Less important. */
  dim(text: string): string;
  /** More important. */
  bold(text: string): string;
}

/**
 * The style of a terminal, or of plain text.
 *
 * @example
 * ```ts
 * import { styleFor } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(styleFor(false).bold("FAIL"), "FAIL");
 * assertEquals(styleFor(true).bold("FAIL"), "\x1b[1mFAIL\x1b[22m");
 * ```
 */
export function styleFor(colour: boolean): Style {
  const code = (on: number, off: number) => (text: string): string =>
    colour ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  return {
    good: code(32, 39),
    bad: code(31, 39),
    warn: code(33, 39),
    dim: code(2, 22),
    bold: code(1, 22),
  };
}
