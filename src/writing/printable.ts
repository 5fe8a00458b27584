/**
 * Text of scenarios in places where not every character may stand: names and
 * values come from files, and files come from anybody.
 *
 * @module
 */

// Control characters, halves of surrogate pairs, characters that no XML or
// YAML may contain, other line ends, and those that reverse the direction of
// text.
const UNPRINTABLE =
  /[\p{Cc}\p{Cs}\ufffe\uffff\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const SHORT: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** The escape that is shown for a character, such as `\x1b` or `\u202e`. */
function visible(character: string): string {
  const code = character.charCodeAt(0);
  const digits = code.toString(16);
  return SHORT[character] ??
    (code < 0x100 ? `\\x${digits.padStart(2, "0")}` : `\\u${digits}`);
}

/**
 * Text on one line, with an escape for every character that cannot be seen.
 *
 * @example
 * ```ts
 * import { oneLine } from "./printable.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(oneLine("a\nb\x1b[2J"), "a\\nb\\x1b[2J");
 * ```
 */
export function oneLine(text: string): string {
  return text.replace(UNPRINTABLE, visible);
}

/** Text with its lines and tabs, and escapes for what cannot be seen. */
export function manyLines(text: string): string {
  return text.replace(
    UNPRINTABLE,
    (character) =>
      character === "\n" || character === "\t" ? character : visible(character),
  );
}

/** JSON in which what cannot be seen stands as an escape too. */
export function visibleJson(json: string): string {
  return json.replace(UNPRINTABLE, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return character === "\n" ? character : `\\u${code.padStart(4, "0")}`;
  });
}

/** A double-quoted scalar of YAML 1.2 that reads back as the text. */
export function yamlString(text: string): string {
  const escaped = text.replace(/["\\]/g, "\\$&").replace(
    UNPRINTABLE,
    (character) => {
      const code = character.charCodeAt(0);
      if (character in SHORT) return SHORT[character]!;
      // Half a pair has no place in YAML: it is shown, not meant.
      if (code >= 0xd800 && code <= 0xdfff) return `\\\\u${code.toString(16)}`;
      return code < 0x100
        ? `\\x${code.toString(16).padStart(2, "0")}`
        : `\\u${code.toString(16).padStart(4, "0")}`;
    },
  );
  return `"${escaped}"`;
}
