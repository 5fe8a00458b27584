/**
 * A table, expanded into its cells.
 *
 * @module
 */
import { ERRNO, isErrnoName } from "../../abi/errno.ts";
import type { TableDocument } from "../schema/table.ts";
import { unknownWord } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import type {
  Backing,
  Expectation,
  MmapOperation,
  Table,
  TableCell,
  TableDimension,
} from "../types.ts";
import {
  keyOffset,
  mappingPlace,
  offsetOf,
  type Place,
  valuePlace,
} from "../yaml/value.ts";
import { type CellWord, readCells } from "./cells.ts";
import { readHeads, type RequestPart } from "./dimension.ts";
import { checkId } from "./expectation.ts";
import { checkBacking, checkOffset, hasBacking } from "./operation.ts";
import { checkWord, findPlace, resolveAddress, type Scope } from "./scope.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const BACKINGS: readonly Backing[] = ["direct", "copy", "anonymous"];

/** What all cells of a table share. */
interface Common extends RequestPart {
  readonly by: number;
  readonly request: Partial<MmapOperation>;
}

/** Expands the table; `source` is the text of the file. */
export function resolveTable(
  document: TableDocument,
  place: Place,
  source: string,
  scope: Scope,
): Table {
  const { rows, columns } = document;
  const before = scope.problems.count;
  const common = resolveCommon(document, place, scope);
  const at = offsetOf(valuePlace(place, "cells"));
  const grid = readCells(source, document.cells, at, rows, scope.problems);
  const rowHeads = grid.rows.map((row) => row.head);
  const columnParts = readHeads(grid.columns, columns, scope);
  const rowParts = readHeads(rowHeads, rows, scope);
  const cells: TableCell[] = [];
  grid.rows.forEach((row, y) => {
    row.cells.forEach((word, x) => {
      const expectation = readCell(word, scope);
      const parts = [rowParts[y], columnParts[x]];
      if (expectation === undefined || parts.includes(undefined)) return;
      cells.push({
        at: word.at,
        row: row.head.text,
        column: grid.columns[x]!.text,
        expectation,
        ...cellRequest(Object.assign({}, common, ...parts)),
      });
    });
  });
  const odd = cells.find(({ operation }) => !hasBacking(operation));
  if (odd !== undefined) checkBacking(odd.operation, odd.at, scope);
  if (cells.length === 0 && scope.problems.count === before) {
    scope.problems.add(at, "Table asks nothing: it has no cell but '-'");
  }
  return {
    at: offsetOf(place),
    rows,
    columns,
    rowHeads: rowHeads.map((head) => head.text),
    columnHeads: grid.columns.map((head) => head.text),
    cells,
  };
}

function resolveCommon(
  document: TableDocument,
  place: Place,
  scope: Scope,
): Common {
  const { request = {}, by, rows, columns } = document;
  const inner = valuePlace(place, "request");
  checkDimensions(document, place, scope);
  const at = (key: string) => offsetOf(valuePlace(inner, key));
  const { address, file, length, offset, prot, flags, mode } = request;
  for (const key of ["length", "prot", "flags"] as const) {
    if (key in request || rows === key || columns === key) continue;
    scope.problems.add(
      offsetOf(inner),
      `Missing key '${key}' of request: neither rows nor columns give it`,
    );
  }
  return {
    by: by === undefined
      ? 0
      : findPlace("process", by, offsetOf(valuePlace(place, "by")), scope),
    request: address === undefined
      ? {}
      : { address: resolveAddress(address, at("address"), 0, scope) },
    ...(file !== undefined && {
      file: findPlace("file", file, at("file"), scope),
    }),
    ...(length !== undefined && {
      length: checkWord(length, at("length"), scope),
    }),
    ...(offset !== undefined && {
      offset: checkOffset(offset, at("offset"), scope),
    }),
    ...(prot !== undefined && { prot }),
    ...(flags !== undefined && { flags }),
    ...(mode !== undefined && { mode }),
  };
}

function checkDimensions(
  { rows, columns, request = {} }: TableDocument,
  place: Place,
  scope: Scope,
): void {
  if (rows === columns) {
    scope.problems.add(
      offsetOf(valuePlace(place, "columns")),
      `Rows and columns are both ${quote(rows)}`,
    );
  }
  const inner = valuePlace(place, "request");
  const given = (key: TableDimension) =>
    rows === key || columns === key || request[key] !== undefined;
  if (given("mode") && !given("file")) {
    scope.problems.add(
      offsetOf(inner),
      "Missing key 'file' of request: a mode is the mode of a file",
    );
  }
  for (const key of Object.keys(mappingPlace(inner).keys)) {
    if (key !== rows && key !== columns) continue;
    scope.problems.add(
      keyOffset(inner, key),
      `Key ${quote(key)} of request is what ` +
        `${key === rows ? "rows" : "columns"} differ in`,
    );
  }
}

function cellRequest(
  cell: Common,
): Pick<TableCell, "by" | "operation" | "mode"> {
  const { by, mode, file, offset, request, length, prot, flags } = cell;
  const none = { value: 0, text: "NONE" };
  const operation: Mutable<MmapOperation> = {
    ...request,
    kind: "mmap",
    length: length ?? 0,
    prot: prot ?? none,
    flags: flags ?? none,
  };
  if (file !== undefined) operation.file = file;
  if (offset !== undefined) operation.offset = offset;
  return { by, operation, ...(mode !== undefined && { mode }) };
}

/** What a cell expects, or `undefined` if it asks nothing or is wrong. */
function readCell(word: CellWord, scope: Scope): Expectation | undefined {
  if (word.text === "-") return undefined;
  const colon = word.text.indexOf(":");
  const outcome = colon < 0 ? word.text : word.text.slice(0, colon);
  const { at } = word;
  const expectation = readOutcome(outcome, at);
  if (expectation === undefined) {
    const words = [...BACKINGS, "-", ...Object.keys(ERRNO)];
    scope.problems.add(at, unknownWord("cell", outcome, words));
    return undefined;
  }
  if (colon < 0) return expectation;
  const reason = word.text.slice(colon + 1);
  const reasonAt = at + colon + 1;
  if (reason === "") scope.problems.add(reasonAt, "Reason missing after ':'");
  else checkId("reason", reason, reasonAt, scope.known.reasons, scope);
  const keys = { ...expectation.keys, reason: reasonAt };
  return { ...expectation, keys, reason };
}

function readOutcome(word: string, at: number): Expectation | undefined {
  if (isErrnoName(word)) {
    return { at, keys: { errno: at }, errno: ERRNO[word] };
  }
  if (!(BACKINGS as readonly string[]).includes(word)) return undefined;
  return { at, keys: { backing: at }, backing: word as Backing };
}
