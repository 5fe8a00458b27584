/**
 * The text of a table's cells, cut into words with their places.
 *
 * @module
 */
import type { Problems } from "../problems.ts";

/** A word of the text. */
export interface CellWord {
  /** The word. */
  readonly text: string;
  /** Its offset in the file. */
  readonly at: number;
}

/** A row of words. */
export interface CellRow {
  /** First word. */
  readonly head: CellWord;
  /** The words after it, one for each column. */
  readonly cells: readonly CellWord[];
}

/** A table's words. */
export interface CellGrid {
  /** Heads of the columns. */
  readonly columns: readonly CellWord[];
  /** Rows, each with as many cells as there are columns. */
  readonly rows: readonly CellRow[];
}

/**
 * Cuts the text of a block scalar at its white space.
 *
 * @param source Text of the whole file.
 * @param value The scalar's value.
 * @param at Offset of the scalar's first line in the source.
 * @param corner Word that may stand above the heads of the rows: what they are.
 */
export function readCells(
  source: string,
  value: string,
  at: number,
  corner: string,
  problems: Problems,
): CellGrid {
  const [first, ...rest] = wordLines(source, value, at);
  const columns = first?.[0]?.text === corner ? first.slice(1) : first;
  if (columns === undefined || columns.length === 0 || rest.length === 0) {
    problems.add(
      at,
      "Cells must be a block of lines after '|': heads of the columns, then rows",
    );
    return { columns: [], rows: [] };
  }
  const rows: CellRow[] = [];
  for (const [head, ...cells] of rest) {
    if (head === undefined) continue;
    if (cells.length !== columns.length) {
      problems.add(
        head.at,
        `Row '${head.text}' has ${counted(cells.length, "cell")} for ` +
          counted(columns.length, "column"),
      );
      continue;
    }
    rows.push({ head, cells });
  }
  return { columns, rows };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** Words of every line that has some. */
function wordLines(source: string, value: string, at: number): CellWord[][] {
  const lines: CellWord[][] = [];
  let lineAt = at;
  for (const line of value.split("\n")) {
    const end = source.indexOf("\n", lineAt);
    const raw = source.slice(lineAt, end < 0 ? source.length : end);
    const indent = Math.max(0, raw.indexOf(line));
    const words = Array.from(line.matchAll(/\S+/g), (match) => ({
      text: match[0],
      at: lineAt + indent + match.index,
    }));
    if (words.length > 0) lines.push(words);
    lineAt = end < 0 ? lineAt : end + 1;
  }
  return lines;
}
