/**
 * Text from bytes.
 *
 * @module
 */
import { InputError } from "../errors.ts";

/**
 * Reads UTF-8, without a byte order mark.
 *
 * @throws {InputError} with line and column if the bytes are not UTF-8.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    throw new InputError("Not valid UTF-8", { file, ...wrongPlace(bytes) });
  }
}

/** Line and column of the first byte that is not UTF-8. */
function wrongPlace(bytes: Uint8Array): { line: number; column: number } {
  const fatal = new TextDecoder("utf-8", { fatal: true });
  const lenient = new TextDecoder();
  let start = 0;
  for (let line = 1; start <= bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    const part = bytes.subarray(start, end);
    try {
      fatal.decode(part);
    } catch {
      return { line, column: lenient.decode(part).indexOf("\ufffd") + 1 };
    }
    start = end + 1;
  }
  return { line: 1, column: 1 };
}
