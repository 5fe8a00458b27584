/**
 * Addresses of a scenario file: absolute, or relative to a label.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import { parseNumber } from "./number.ts";
import { quote } from "./quote.ts";
import { ValueError } from "./value_error.ts";

/** An address relative to a label that is not looked up yet. */
export interface LabelText {
  /** The label. */
  readonly label: string;
  /** Distance in bytes. */
  readonly offset: Word;
  /** Whether the distance is subtracted. */
  readonly negative: boolean;
}

/** An address whose label, if it has one, is not looked up yet. */
export type AddressText = Word | LabelText;

const FORM = /^([A-Za-z_][A-Za-z0-9_.]*)(?:\s*([+-])\s*(\S+))?$/;

/**
 * Reads `0x1000`, `text`, `text+0x1000` or `text-4KiB`.
 *
 * @throws {ValueError} if it is none of them.
 */
export function parseAddress(text: string): AddressText {
  const match = FORM.exec(text);
  if (match !== null) {
    return {
      label: match[1]!,
      offset: match[3] === undefined ? 0 : parseNumber(match[3]),
      negative: match[2] === "-",
    };
  }
  if (/^[0-9-]/.test(text)) return parseNumber(text);
  throw new ValueError(
    `${quote(text)} is neither a number nor a label with a distance`,
  );
}
