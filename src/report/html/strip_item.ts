/**
 * What is at some addresses.
 *
 * @module
 */
import type { Extent, RegionView, Snapshot } from "./snapshot.ts";

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

function plain(kind: ItemKind, name: string, key = name): Item {
  return { key: `${kind} ${key}`, kind, name, regions: [] };
}
