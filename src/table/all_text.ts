/**
 * The classes of declarations as text, Markdown and CSV.
 *
 * @module
 */
import type { Style } from "../report/style.ts";
import { wrap } from "../writing/wrap.ts";
import type { DeclarationClass } from "./all.ts";

/** Classes by mapping type. */
export type ClassesByType = Readonly<
  Record<string, readonly DeclarationClass[]>
>;

const HEADS = ["mmap", "area", "read", "caps", "prot", "outcome", "by"];

function columnsOf(one: DeclarationClass): string[] {
  return [
    one.mmap,
    one.area,
    one.read,
    /[A-Z-]/.test(one.capabilities) ? one.capabilities : "",
    /[rwx-]/.test(one.prot) ? one.prot : "",
    one.outcome,
    one.reason,
  ];
}

/** The lists with a legend, for a terminal. */
export function classesText(
  classes: ClassesByType,
  kernel: string,
  { style, width }: { readonly style: Style; readonly width: number },
): string {
  const lines = wrap(
    `What every declaration of a driver comes to on ${kernel}, for a file opened O_RDWR. The first line that fits counts; an empty cell: it does not matter.`,
    { width },
  );
  for (const [type, list] of Object.entries(classes)) {
    const grid = [HEADS, ...list.map(columnsOf)];
    const widths = HEADS.map((_, x) =>
      Math.max(...grid.map((row) => row[x]!.length))
    );
    const columns = widths.reduce((sum, column) => sum + column + 2, 0);
    const [margin, gap] = columns > width ? ["", " "] : ["  ", "  "];
    const [head, ...rest] = grid.map((row) =>
      `${margin}${row.map((cell, x) => cell.padEnd(widths[x]!)).join(gap)}`
        .trimEnd()
    );
    lines.push("", style.bold(`MAP_${type}`), style.dim(head!), ...rest);
  }
  lines.push(
    "",
    ...LEGEND.flatMap(([name, text]) =>
      wrap(text, { width, indent: 9, first: `  ${name.padEnd(7)}` })
        .map(style.dim)
    ),
  );
  return `${lines.join("\n")}\n`;
}

const LEGEND = [
  ["mmap", "none: no such operation; otherwise what it answers"],
  ["area", "get_unmapped_area: none, or what it answers (addr: an address)"],
  ["read", "the operation that reads: read_iter, or read"],
  [
    "caps",
    "COPY DIRECT READ WRITE EXEC: a letter: has it, -: lacks it, .: either. Without mmap_capabilities a character device has DIRECT, READ and WRITE, a regular file or block device COPY",
  ],
  ["prot", "PROT_READ, PROT_WRITE, PROT_EXEC, in the same way"],
  ["error", "an errno other than ENOSYS, which the driver answers itself"],
] as const;

/** The lists in Markdown. */
export function classesMarkdown(classes: ClassesByType): string {
  const lines: string[] = [];
  for (const [type, list] of Object.entries(classes)) {
    if (lines.length > 0) lines.push("");
    lines.push(`## MAP_${type}`, "");
    const rows = [
      HEADS,
      HEADS.map(() => "---"),
      ...list.map((one) =>
        columnsOf(one).map((cell) => cell.replaceAll("|", " or "))
      ),
    ];
    lines.push(...rows.map((row) => `| ${row.join(" | ")} |`));
  }
  return `${lines.join("\n")}\n`;
}

/** The lists as comma-separated values. */
export function classesCsv(classes: ClassesByType): string {
  const lines = [["type", ...HEADS].join(",")];
  for (const [type, list] of Object.entries(classes)) {
    for (const one of list) lines.push([type, ...columnsOf(one)].join(","));
  }
  return `${lines.join("\n")}\n`;
}
