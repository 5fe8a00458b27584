/**
 * The address space drawn as SVG: a bar for each moment, what is in it to
 * scale, and beside it a lane for each process with what it has mapped.
 *
 * @module
 */
import { hex } from "../../abi/word.ts";
import { type Markup, markup } from "./markup.ts";
import type { Snapshot, VmaView } from "./snapshot.ts";
import { type Block, blocksOf } from "./strip_block.ts";
import { layOut, type Row, type Strip } from "./strip.ts";
import { bytesText, shortBytes } from "./units.ts";

/** One moment of a picture. */
export interface Moment {
  /** Stands above the bar. */
  readonly title: string;
  /** What the memory is like. */
  readonly snapshot: Snapshot;
}

/**
 * What mappings are called, by process and VMA: before regions, processes that
 * share memory share the VMA.
 */
export type MappingNames = ReadonlyMap<string, string>;

/** The key of a mapping in {@linkcode MappingNames}. */
export function mappingKey(process: number, vma: number): string {
  return `${process} ${vma}`;
}

const BAR = 118;
const LANE = 13;
const GAP = 16;
const TOP = 18;
const CHARACTER = 6.1;

/** What one bar is drawn from. */
interface Column {
  readonly moment: Moment;
  readonly x: number;
  readonly other: Snapshot | undefined;
}

/** Draws moments of one machine side by side, on one scale. */
export function picture(
  moments: readonly Moment[],
  names: MappingNames,
  label: string,
): Markup {
  const strip = layOut(moments.map(({ snapshot }) => snapshot));
  const lanes = moments[0]!.snapshot.processes.length * LANE;
  const axis = axisWidth(strip);
  const columns = moments.map((moment, i): Column => ({
    moment,
    x: axis + i * (BAR + lanes + GAP),
    other: moments[1 - i]?.snapshot,
  }));
  const width = axis + moments.length * (BAR + lanes + GAP) - GAP + 2;
  const height = TOP + strip.height + 8;
  const box = `0 0 ${width} ${height}`;
  return markup`
    <svg class="mem" width="${width}" height="${height}" viewBox="${box}"
      role="img" aria-label="${label}">
      ${axisLabels(strip, axis)}
      ${columns.map((column) => drawColumn(column, strip, names))}
    </svg>`;
}

function axisWidth({ rows }: Strip): number {
  const digits = rows.map(({ end }) => hex(end).length);
  return Math.ceil(Math.max(...digits) * CHARACTER) + 6;
}

function textAt(kind: string, x: number, y: number, text: string): Markup {
  return markup`<text class="${kind}" x="${x}" y="${y}">${text}</text>`;
}

/** Addresses where rows start and areas end, unless they would overlap. */
function axisLabels({ rows }: Strip, axis: number): Markup[] {
  const labels: Markup[] = [];
  let last = -Infinity;
  const add = (y: number, address: bigint): void => {
    if (y - last < 11) return;
    last = y;
    labels.push(textAt("at", axis - 5, TOP + y + 3, hex(address)));
  };
  rows.forEach((row, i) => {
    if (row.gap) return;
    add(row.y, row.start);
    const next = rows[i + 1];
    if (next === undefined || next.gap || next.heads.length > 0) {
      add(row.y + row.height, row.end);
    }
  });
  return labels;
}

function drawColumn(
  { moment, x, other }: Column,
  strip: Strip,
  names: MappingNames,
): Markup {
  const { snapshot, title } = moment;
  const { processes, vmas } = snapshot;
  const cuts = strip.rows.filter(({ cut }) => cut);
  return markup`
    ${textAt("when", x, 11, title)}
    ${processes.map((_, i) => textAt("who", laneX(x, i) + 5, 11, `${i + 1}`))}
    ${strip.rows.map((row) => drawMarks(row, x))}
    ${blocksOf(strip, snapshot).map((block) => drawBlock(block, x, other))}
    ${cuts.map(({ y, height }) => drawCut(x, TOP + y + height / 2))}
    ${vmas.map((vma) => drawLane(vma, x, strip, snapshot, names))}`;
}

function laneX(x: number, process: number): number {
  return x + BAR + 3 + process * LANE;
}

function drawCut(x: number, y: number): Markup {
  return markup`<use href="#zig" x="${x}" y="${y}"/>`;
}

/** The names of areas above the row, and the mark of a gap. */
function drawMarks({ y, heads, gap, start, end }: Row, x: number): Markup {
  const names = heads.map((area) =>
    `${area.name} ${shortBytes(area.end - area.start)}`
  );
  return markup`
    ${
    names.length > 0 &&
    textAt("area", x, TOP + y - 5, fit(names.join(", "), BAR + 8))
  }
    ${
    gap &&
    textAt("gap", x + BAR / 2, TOP + y + 14, `⋮ ${shortBytes(end - start)}`)
  }`;
}

function drawBlock(
  { item, start, end, y, height, middle }: Block,
  x: number,
  other: Snapshot | undefined,
): Markup {
  const { kind, name, regions } = item;
  const size = shortBytes(end - start);
  const uses = regions.reduce((sum, { usage }) => sum + usage, 0);
  const tail = `${uses > 1 ? ` ×${uses}` : ""} ${size}`;
  const text = fit(name, BAR - 8 - tail.length * CHARACTER) + tail;
  const changes = other !== undefined &&
    regions.some(({ id }) => !other.regions.some((region) => region.id === id));
  const about = [
    `${hex(start)}-${hex(end)}: ${name}, ${bytesText(end - start)}`,
    ...regions.map(({ id, backing, usage }) =>
      `region ${id}, ${backing}, used by ${usage}`
    ),
  ];
  return markup`
    <g>
      <title>${about.join("; ")}</title>
      <rect class="k-${kind}${changes && " changed"}" x="${x + 0.5}"
        y="${TOP + y + 0.5}" width="${BAR}" height="${height}"/>
      ${height >= 12 && textAt("in", x + 5, TOP + middle + 4, text)}
    </g>`;
}

function drawLane(
  vma: VmaView,
  x: number,
  strip: Strip,
  { processes }: Snapshot,
  names: MappingNames,
): Markup {
  const rows = strip.rows.filter(({ start, end }) =>
    vma.start <= start && end <= vma.end
  );
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return markup``;
  const name = names.get(mappingKey(vma.process, vma.id));
  const about = `${processes[vma.process]!.name}${
    name === undefined ? "" : `, ${name}`
  }: ${hex(vma.start)}-${hex(vma.end)}`;
  const height = last.y + last.height - first.y - 2;
  return markup`
    <g>
      <title>${about}</title>
      <rect class="lane" x="${laneX(x, vma.process) + 0.5}"
        y="${TOP + first.y + 1.5}" width="9" height="${height}" rx="2"/>
    </g>`;
}

/** Text that fits into so many pixels. */
function fit(text: string, pixels: number): string {
  const most = Math.max(1, Math.floor(pixels / CHARACTER));
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters.slice(0, most - 1).join("")}…`;
}
