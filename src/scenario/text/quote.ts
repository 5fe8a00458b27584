/**
 * A value of the input as a message shows it.
 *
 * @module
 */

const LONGEST = 60;

/** The text in single quotes, on one line and not too long. */
export function quote(text: string): string {
  const line = text.replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (c) => c === "\n" ? "\\n" : c === "\t" ? "\\t" : "\ufffd",
  );
  return line.length > LONGEST ? `'${line.slice(0, LONGEST)}...'` : `'${line}'`;
}
