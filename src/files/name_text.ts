/**
 * Names from images in messages.
 *
 * @module
 */

const LONGEST = 64;

/**
 * A name in quotes, on one line and not too long, whatever it holds.
 *
 * @example
 * ```ts
 * import { nameText } from "./name_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(nameText("a\x9bb\n"), '"a\\u009bb\\n"');
 * ```
 */
export function nameText(name: string): string {
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST)}...` : name;
  return JSON.stringify(short).replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
