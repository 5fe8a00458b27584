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
  type RegionView,
  type Snapshot,
} from "./snapshot.ts";

/** What a row shows. */
export type ItemKind =
  | "direct"
  | "copy"
  | "anonymous"
  | "slack"
  | "file"
  | "window"
  | "reserved"
  | "free"
  | "taken"
  | "mixed";

/** What is at some addresses. */
export interface Item {
  /** Neighbouring rows with equal keys show one thing. */
  readonly key: string;
  /** What it is. */
  readonly kind: ItemKind;
  /** Its name, perhaps empty. */
  readonly name: string;
  /** The regions that are there. */
  readonly regions: readonly RegionView[];
}

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

/** What is in a row at one moment; `undefined`: nothing. */
export function itemAt(snapshot: Snapshot, row: Extent): Item | undefined {
  const holds = ({ start, end }: Extent): boolean =>
    start <= row.start && row.end <= end;
  const regions = snapshot.regions.filter(holds);
  const [first] = regions;
  if (first !== undefined) {
    return {
      key: `region ${regions.map(({ id }) => id).join(" ")}`,
      kind: first.backing,
      name: first.file ?? "anonymous",
      regions,
    };
  }
  const slack = snapshot.regions.find(({ end, top }) =>
    holds({ start: end, end: top })
  );
  if (slack !== undefined) return plain("slack", "slack", `${slack.id}`);
  const file = snapshot.filePages.find(holds);
  if (file !== undefined) return plain("file", file.name);
  const area = snapshot.areas.find(holds);
  if (area === undefined) return undefined;
  if (area.kind === "window") return plain("window", area.name);
  if (snapshot.reserved.some(holds)) return plain("reserved", "reserved");
  if (snapshot.free.some(holds)) return plain("free", "free");
  const touches = ({ start, end }: Extent): boolean =>
    start < row.end && row.start < end;
  const parts = snapshot.free.filter(touches).length;
  if (parts === 0) return plain("taken", "kernel");
  return plain("mixed", parts === 1 ? "partly free" : `${parts} free runs`);
}

/** Rows that show one thing. */
export interface Block extends Extent {
  /** What it is. */
  readonly item: Item;
  /** Top edge in pixels. */
  readonly y: number;
  /** Height in pixels. */
  readonly height: number;
  /** Where its text has most room. */
  readonly middle: number;
}

/** What a strip shows at one moment. */
export function blocksOf(strip: Strip, snapshot: Snapshot): Block[] {
  const blocks: Block[] = [];
  let roomiest = 0;
  for (const row of strip.rows) {
    const item = row.gap ? undefined : itemAt(snapshot, row);
    if (item === undefined) continue;
    const { start, end, y, height, cut, heads } = row;
    const last = blocks.at(-1);
    const room = cut ? height / 2 : height;
    const middle = y + room / 2 - (cut ? 1 : 0);
    const goesOn = last !== undefined && last.item.key === item.key &&
      last.y + last.height === y && heads.length === 0;
    if (goesOn) {
      blocks[blocks.length - 1] = {
        ...last,
        end,
        height: last.height + height,
        middle: room > roomiest ? middle : last.middle,
      };
    } else blocks.push({ item, start, end, y, height, middle });
    roomiest = goesOn ? Math.max(roomiest, room) : room;
  }
  return blocks;
}

function plain(kind: ItemKind, name: string, key = name): Item {
  return { key: `${kind} ${key}`, kind, name, regions: [] };
}
