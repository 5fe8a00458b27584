/**
 * What the heads of a table's rows and columns stand for.
 *
 * @module
 */
import { MAP } from "../../abi/map.ts";
import { PROT } from "../../abi/prot.ts";
import type { Word } from "../../abi/word.ts";
import type { Problems } from "../problems.ts";
import { OPEN_MODES } from "../schema/file.ts";
import { readFlags } from "../text/flags.ts";
import { unknownWord } from "../text/nearest.ts";
import { parseNumber } from "../text/number.ts";
import { quote } from "../text/quote.ts";
import { ValueError } from "../text/value_error.ts";
import type { Flags, OpenMode, TableDimension } from "../types.ts";
import type { CellWord } from "./cells.ts";
import { checkWord, type Scope } from "./scope.ts";
import { checkOffset } from "./operation.ts";

/** The part of a request that a head gives. */
export interface RequestPart {
  prot?: Flags;
  flags?: Flags;
  mode?: OpenMode;
  length?: Word;
  offset?: Word;
  file?: number;
}

/** What each head means, by its place; a head that means nothing is left out. */
export function readHeads(
  heads: readonly CellWord[],
  dimension: TableDimension,
  scope: Scope,
): (RequestPart | undefined)[] {
  const seen = new Map<string, string>();
  return heads.map((head) => {
    const part = readHead(head, dimension, scope);
    if (part !== undefined) noteHead(head, part, seen, scope.problems);
    return part;
  });
}

function noteHead(
  head: CellWord,
  part: RequestPart,
  seen: Map<string, string>,
  problems: Problems,
): void {
  const { prot, flags, mode, length, offset, file } = part;
  const value = prot?.value ?? flags?.value ?? mode ?? length ?? offset ?? file;
  const key = String(value);
  const other = seen.get(key);
  if (other !== undefined) {
    const same = other === head.text ? "" : `, first as ${quote(other)}`;
    problems.add(head.at, `Head ${quote(head.text)} is given twice${same}`);
  }
  seen.set(key, other ?? head.text);
}

function readHead(
  head: CellWord,
  dimension: TableDimension,
  scope: Scope,
): RequestPart | undefined {
  try {
    return readPart(head, dimension, scope);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    scope.problems.add(head.at, error.message);
    return undefined;
  }
}

function readPart(
  { text, at }: CellWord,
  dimension: TableDimension,
  scope: Scope,
): RequestPart {
  switch (dimension) {
    case "prot": {
      const kind = { what: "prot", names: PROT, prefix: "PROT_" };
      return { prot: readFlags(text, kind) };
    }
    case "flags": {
      const kind = { what: "flags", names: MAP, prefix: "MAP_" };
      return { flags: readFlags(text, kind) };
    }
    case "mode":
      return { mode: oneOf("mode", text, OPEN_MODES) };
    case "length":
      return { length: checkWord(parseNumber(text), at, scope) };
    case "offset":
      return { offset: checkOffset(parseNumber(text), at, scope) };
    case "file": {
      const names = [...scope.files.keys()];
      return { file: scope.files.get(oneOf("file", text, names))! };
    }
  }
}

function oneOf<T extends string>(
  what: string,
  word: string,
  words: readonly T[],
): T {
  if ((words as readonly string[]).includes(word)) return word as T;
  throw new ValueError(unknownWord(what, word, words));
}
