/**
 * Schema of the key `table`.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { AddressText } from "../text/address.ts";
import type { Flags, OpenMode, TableDimension } from "../types.ts";
import { OPEN_MODES } from "./file.ts";
import { choice, deferred, type Schema, text } from "./kit.ts";
import { mapping, optional, required } from "./mapping.ts";
import { address, mapFlags, name, prot, word } from "./value.ts";

/** What all cells ask, as the file gives it. */
export interface RequestDocument {
  readonly file?: string;
  readonly length?: Word;
  readonly prot?: Flags;
  readonly flags?: Flags;
  readonly offset?: Word;
  readonly address?: AddressText;
  readonly mode?: OpenMode;
}

/** A table as the file gives it. */
export interface TableDocument {
  readonly request?: RequestDocument;
  readonly by?: string;
  readonly rows: TableDimension;
  readonly columns: TableDimension;
  readonly cells: string;
}

/** What can differ between rows or columns. */
export const DIMENSIONS: readonly TableDimension[] = [
  "prot",
  "flags",
  "mode",
  "length",
  "offset",
  "file",
];

const dimension: Schema<TableDimension> = choice("dimension", DIMENSIONS);

const request: Schema<RequestDocument> = deferred(() =>
  mapping<RequestDocument>("request", {
    file: optional(name, "Name of the file; left out: anonymous"),
    length: optional(word, "Length in bytes"),
    prot: optional(prot, "PROT_* joined by |, or NONE"),
    flags: optional(mapFlags, "MAP_* joined by |"),
    offset: optional(word, "Offset in the file in bytes; 0 if left out"),
    address: optional(address, "Address hint; 0 if left out"),
    mode: optional(
      choice("mode", OPEN_MODES),
      "How the file is opened; as the file says if left out",
    ),
  })
);

/** Schema of the key `table`. */
export const table: Schema<TableDocument> = deferred(() =>
  mapping<TableDocument>("table", {
    request: optional(request, "What all cells have in common"),
    by: optional(name, "Name of the process; the first one if left out"),
    rows: required(dimension, "What differs between rows"),
    columns: required(dimension, "What differs between columns"),
    cells: required(
      text("cells", { type: "string" }),
      "First line: heads of the columns, perhaps after the name of what " +
        "rows differ in. Then a line for each row: its head, " +
        "and a cell for each column: direct, copy, anonymous or an errno, each " +
        "perhaps with :reason, or - for one that is not asked",
    ),
  })
);
