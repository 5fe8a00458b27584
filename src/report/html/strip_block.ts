/**
 * Neighbouring rows of the strip that show one thing.
 *
 * @module
 */
import type { Extent, Snapshot } from "./snapshot.ts";
import type { Strip } from "./strip.ts";
import { type Item, itemAt } from "./strip_item.ts";

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
