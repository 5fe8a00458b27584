/**
 * A table of outcomes as a scenario, as Markdown and as CSV.
 *
 * @module
 */
import { hex } from "../abi/word.ts";
import { mmapOf } from "../question/edit.ts";
import type { Flags, MmapOperation, Scenario } from "../scenario/types.ts";
import { sizeText } from "../writing/numbers.ts";
import { scenarioText } from "../writing/scenario.ts";
import { flowMapping, type YamlEntries, yamlText } from "../writing/yaml.ts";
import type { Cell, OutcomeTable } from "./outcomes.ts";

/** Columns that a line of a scenario may have before the table is cut. */
const WIDEST = 80;
const INDENT = "    ";

/**
 * The table as a scenario that passes, with the reason in every cell. If its
 * lines would be too long, it is cut into one document for each type.
 */
export function scenarioTable(table: OutcomeTable): string {
  const lines = gridLines(table);
  if (lines.every((line) => line.length <= WIDEST)) {
    return document(table, lines, "");
  }
  return table.columns.map((flags, column) => {
    const part = {
      ...table,
      columns: [flags],
      cells: table.cells.map((row) => [row[column]!]),
    };
    return document(part, gridLines(part), flags.text);
  }).join("---\n");
}

function document(
  table: OutcomeTable,
  lines: readonly string[],
  part: string,
): string {
  const { question: { scenario } } = table;
  if (lines.slice(1).every((line) => !line.includes(":"))) {
    return `${unasked(table).join("\n")}\n`;
  }
  const suffix = part === "" ? "" : `-${part.toLowerCase().split("|")[0]}`;
  const named: Scenario = {
    ...scenario,
    id: `${scenario.id}${suffix}`,
    name: part === "" ? scenario.name : `${scenario.name}, MAP_${part}`,
  };
  return scenarioText(named, {
    table: [
      "table:",
      `  request: ${flowMapping(requestParts(table))}`,
      "  rows: prot",
      "  columns: flags",
      "  cells: |",
      ...lines,
      ...unasked(table),
    ],
  });
}

function requestParts({ question }: OutcomeTable): YamlEntries {
  const mmap = mmapOf(question)!;
  const file = mmap.file === undefined
    ? undefined
    : question.scenario.files[mmap.file]!.name;
  return [
    ...(file === undefined ? [] : [["file", yamlText(file)] as const]),
    ["length", sizeText(mmap.length)],
    ...placeParts(mmap),
  ];
}

function placeParts({ offset, address }: MmapOperation): YamlEntries {
  return [
    ...(offset === undefined || offset === 0
      ? []
      : [["offset", sizeText(offset)] as const]),
    ...(typeof address === "number" && address !== 0
      ? [["address", hex(address)] as const]
      : []),
  ];
}

function gridLines({ rows, columns, cells }: OutcomeTable): string[] {
  const grid = [
    ["prot", ...columns.map(({ text }) => text)],
    ...rows.map((row, y) => [row.text, ...cells[y]!.map(cellText)]),
  ];
  return aligned(grid).map((line) => INDENT + line);
}

/** A cell cannot say that the kernel meets a hazard. */
function cellText({ word, reason, hazards }: Cell): string {
  return hazards.length > 0 || word === "stops" ? "-" : `${word}:${reason}`;
}

function unasked(table: OutcomeTable): string[] {
  const lines: string[] = [];
  table.rows.forEach((row, y) => {
    table.columns.forEach((column, x) => {
      const { word, hazards } = table.cells[y]![x]!;
      if (hazards.length === 0) return;
      lines.push(
        `# ${row.text} ${column.text}: ${word}, hazard ${hazards.join(", ")}`,
      );
    });
  });
  return lines;
}

function aligned(grid: readonly (readonly string[])[]): string[] {
  const widths = grid[0]!.map((_, x) =>
    Math.max(...grid.map((row) => row[x]!.length))
  );
  return grid.map((row) =>
    row.map((cell, x) => cell.padEnd(widths[x]!)).join("  ").trimEnd()
  );
}

/** The table in Markdown. */
export function markdownTable(
  { rows, columns, cells }: OutcomeTable,
): string {
  const heads = ["", ...columns.map(typeName)];
  const lines = [
    heads,
    heads.map(() => "---"),
    ...rows.map((row, y) => [
      `\`${protName(row)}\``,
      ...cells[y]!.map(({ word, reason, hazards }) =>
        `${word} (${[reason, ...hazards].filter(Boolean).join(", ")})`
      ),
    ]),
  ];
  return `${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}\n`;
}

/** The table as comma-separated values, a line for each request. */
export function csvTable({ rows, columns, cells }: OutcomeTable): string {
  const lines = ["prot,flags,outcome,reason,hazards"];
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      const { word, reason, hazards } = cells[y]![x]!;
      lines.push(
        [row.text, column.text, word, reason, hazards.join(" ")].join(","),
      );
    });
  });
  return `${lines.join("\n")}\n`;
}

function typeName({ text }: Flags): string {
  return text.split("|").map((name) => `MAP_${name}`).join(" ");
}

function protName({ text }: Flags): string {
  return text.split("|").map((name) => `PROT_${name}`).join(" ");
}
