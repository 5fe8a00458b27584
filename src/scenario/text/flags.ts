/**
 * Flag words of a scenario file.
 *
 * @module
 */
import { FlagError, type FlagNames, parseFlags } from "../../abi/flags.ts";
import type { Flags } from "../types.ts";
import { didYouMean } from "./nearest.ts";
import { quote } from "./quote.ts";
import { ValueError } from "./value_error.ts";

/** One kind of flags. */
export interface FlagKind {
  /** What a message calls it, such as `prot`. */
  readonly what: string;
  /** Names and bits. */
  readonly names: FlagNames;
  /** Prefix that may stand before a name, such as `PROT_`. */
  readonly prefix: string;
}

/**
 * Reads names joined by `|`, numbers among them, or NONE.
 *
 * @throws {ValueError} if a part is neither.
 */
export function readFlags(text: string, kind: FlagKind): Flags {
  const large = /(?<![0-9a-zA-Z_])[0-9]{10}(?![0-9a-zA-Z_])/.exec(text);
  if (large !== null && Number(large[0]) > 0xffff_ffff) {
    throw new ValueError(`Flags ${quote(large[0])} do not fit 32 bits`);
  }
  try {
    return { value: parseFlags(text, kind.names, kind.prefix), text };
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    throw new ValueError(unknownFlag(error.part, text, kind));
  }
}

function unknownFlag(part: string, text: string, kind: FlagKind): string {
  if (part === "") {
    return `Flag name missing beside a '|' in ${kind.what} ${quote(text)}`;
  }
  const bare = part.startsWith(kind.prefix)
    ? part.slice(kind.prefix.length)
    : part;
  const known = [...Object.keys(kind.names), "NONE"];
  return `Unknown flag ${quote(part)} of ${kind.what}${
    didYouMean(bare, known)
  }`;
}
