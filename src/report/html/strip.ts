/**
 * The address space as a strip of rows: between two neighbouring boundaries
 * there is one row, its height to scale, or cut short and marked.
 *
 * @module
 */
import {
  type AreaView,
  byStart,
  type Extent,
  type Snapshot,
} from "./snapshot.ts";

/** A row of the strip. */
export interface Row extends Extent {
  /** Top edge in pixels. */
  readonly y: number;
  /** Height in pixels. */
  readonly height: number;
  /** It is higher than it is drawn. */
  readonly cut: boolean;
  /** The area that starts here; its name stands above the row. */
  readonly heads: readonly AreaView[];
  /** No memory: the addresses between two areas. */
  readonly gap: boolean;
}

/** A strip. */
export interface Strip {
  /** Rows by address. */
  readonly rows: readonly Row[];
  /** Height of all of it in pixels. */
  readonly height: number;
  /** Bytes of a pixel, where nothing is cut. */
  readonly bytesPerPixel: number;
}

const HEAD_HEIGHT = 17;
const GAP_HEIGHT = 22;
const CUT_HEIGHT = 34;
/** Tallest strip that scaling aims at, in pixels. */
const TALLEST = 460;
/** More rows than this are too many to tell apart. */
const MOST_ROWS = 64;

/** Rows for one or more moments of the same machine. */
export function layOut(snapshots: readonly Snapshot[]): Strip {
  const parts = partsOf(snapshots);
  const solid = parts.filter(({ gap }) => !gap);
  const lengths = solid.map(({ start, end }) => Number(end - start));
  const smallest = Math.min(...lengths);
  const least = leastHeight(solid.length);
  const scale = least / smallest;
  const most = largestUncut(lengths.map((length) => length * scale));
  let y = 0;
  const rows = parts.map(({ start, end, heads, gap }): Row => {
    y += heads.length > 0 ? HEAD_HEIGHT : 0;
    const full = Number(end - start) * scale;
    const cut = !gap && full > most;
    const height = gap
      ? GAP_HEIGHT
      : cut
      ? cutHeight(full / most)
      : Math.round(full);
    const row = { start, end, heads, gap, cut, height, y };
    y += height;
    return row;
  });
  return { rows, height: y, bytesPerPixel: smallest / least };
}

/** Height of the smallest row: there is room for text if there are few rows. */
function leastHeight(rows: number): number {
  if (rows <= 6) return 24;
  if (rows <= 12) return 18;
  return rows <= 20 ? 14 : rows <= 32 ? 9 : 5;
}

/** What is cut more was larger, and stays a little higher. */
function cutHeight(times: number): number {
  return CUT_HEIGHT + Math.min(36, Math.round(4 * Math.log2(times)));
}

/** The height above which rows are cut, so that the strip is not too tall. */
function largestUncut(heights: readonly number[]): number {
  for (const most of [224, 160, 112, 80, 56]) {
    const total = heights.reduce(
      (sum, height) => sum + (height > most ? CUT_HEIGHT : height),
      0,
    );
    if (total <= TALLEST) return most;
  }
  return 40;
}

interface RowPart extends Extent {
  readonly heads: readonly AreaView[];
  readonly gap: boolean;
}

function partsOf(snapshots: readonly Snapshot[]): RowPart[] {
  const areas = uniqueAreas(snapshots);
  const inAreas = areas.flatMap(({ start, end }) => [start, end]);
  const wanted = boundaries(snapshots, true);
  const all = wanted.length > MOST_ROWS
    ? sorted([...boundaries(snapshots, false), ...inAreas])
    : sorted([...wanted, ...inAreas]);
  const parts: RowPart[] = [];
  for (let i = 0; i + 1 < all.length; i++) {
    const start = all[i]!;
    const end = all[i + 1]!;
    parts.push({
      start,
      end,
      heads: areas.filter((area) => area.start === start),
      gap: !areas.some((area) => area.start <= start && start < area.end) &&
        !snapshots.some((snapshot) => isUsed(snapshot, start)),
    });
  }
  return parts;
}

function isUsed({ regions, vmas }: Snapshot, at: bigint): boolean {
  const holds = ({ start, end }: Extent): boolean => start <= at && at < end;
  return regions.some(holds) || vmas.some(holds);
}

/** Areas of all snapshots; a window that changes its size is there twice. */
function uniqueAreas(snapshots: readonly Snapshot[]): AreaView[] {
  const found = new Map<string, AreaView>();
  for (const { areas } of snapshots) {
    for (const area of areas) {
      const key = `${area.kind} ${area.name} ${area.start}`;
      const other = found.get(key);
      if (other === undefined || other.end < area.end) found.set(key, area);
    }
  }
  return [...found.values()].sort(byStart);
}

/** Where something starts or ends; without details: regions and mappings. */
function boundaries(
  snapshots: readonly Snapshot[],
  details: boolean,
): bigint[] {
  const found = new Set<bigint>();
  for (const { regions, vmas, free, reserved, filePages } of snapshots) {
    for (const { top } of regions) found.add(top);
    const extents = details
      ? [...regions, ...vmas, ...free, ...reserved, ...filePages]
      : [...regions, ...vmas];
    for (const { start, end } of extents) {
      found.add(start);
      found.add(end);
    }
  }
  return [...found];
}

function sorted(places: readonly bigint[]): bigint[] {
  return [...new Set(places)].sort((a, b) => (a < b ? -1 : 1));
}
