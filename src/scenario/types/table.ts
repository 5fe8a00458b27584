/**
 * A table: the short form for many requests that differ in two dimensions.
 *
 * @module
 */
import type { Expectation } from "./expect.ts";
import type { OpenMode } from "./file.ts";
import type { Located } from "./position.ts";
import type { MmapOperation } from "./step.ts";

/** What differs between the rows, or the columns, of a table. */
export type TableDimension =
  | "prot"
  | "flags"
  | "mode"
  | "length"
  | "offset"
  | "file";

/** One cell: a request on a fresh machine. Cells with `-` are left out. */
export interface TableCell extends Located {
  /** Head of its row, as written. */
  readonly row: string;
  /** Head of its column, as written. */
  readonly column: string;
  /** Place in {@linkcode Scenario.processes} of the caller. */
  readonly by: number;
  /** The request. */
  readonly operation: MmapOperation;
  /** How the file is opened; left out: as the file says. */
  readonly mode?: OpenMode;
  /** `errno` or `backing`, and perhaps `reason`. */
  readonly expectation: Expectation;
}

/** A table with its cells expanded, row by row. */
export interface Table extends Located {
  /** What differs between rows. */
  readonly rows: TableDimension;
  /** What differs between columns. */
  readonly columns: TableDimension;
  /** Heads of the rows, as written. */
  readonly rowHeads: readonly string[];
  /** Heads of the columns, as written. */
  readonly columnHeads: readonly string[];
  /** The cells that ask something. */
  readonly cells: readonly TableCell[];
}
