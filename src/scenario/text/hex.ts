/**
 * Bytes in hexadecimal.
 *
 * @module
 */
import { quote } from "./quote.ts";
import { ValueError } from "./value_error.ts";

/**
 * Reads `"dead beef"`: two digits a byte, spaces between bytes.
 *
 * @throws {ValueError} if it is something else.
 */
export function parseHex(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, "");
  const wrong = /[^0-9a-fA-F]/.exec(digits);
  if (wrong !== null) {
    throw new ValueError(
      `Bytes ${quote(text)} have ${quote(wrong[0])}, no hexadecimal digit`,
    );
  }
  if (digits.length % 2 === 1) {
    throw new ValueError(
      `Bytes ${quote(text)} have an odd number of hexadecimal digits`,
    );
  }
  return Uint8Array.fromHex(digits);
}
