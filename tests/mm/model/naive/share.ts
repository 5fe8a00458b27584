/** The search for memory that another mapping has already, and its use. */
import { FILES, PAGE } from "../files.ts";
import { refusalOf } from "./driver.ts";
import { enter } from "./enter.ts";
import type { NaiveState } from "./state.ts";
import {
  type NaiveInode,
  type NaiveRegion,
  type NaiveRequest,
  pagesOf,
  type Prediction,
} from "./types.ts";

/** The regions in the order in which they are looked at. */
export type SearchOrder = (regions: readonly NaiveRegion[]) => NaiveRegion[];

/** The first region that has what is wanted, or one that is in the way. */
export function findShared(
  searched: readonly NaiveRegion[],
  inode: NaiveInode,
  pgoff: number,
  pages: number,
  direct: boolean,
): NaiveRegion | "violation" | undefined {
  for (const region of searched) {
    if (!region.shareable || region.inode !== inode) continue;
    const has = pagesOf(region.end - region.start);
    const touches = region.pgoff < pgoff + pages && pgoff < region.pgoff + has;
    if (!touches) continue;
    const contains = region.pgoff <= pgoff &&
      pgoff + pages <= region.pgoff + has;
    if (contains) return region;
    if (!direct) return "violation";
  }
  return undefined;
}

/** What comes of a request that a region has the memory for. */
export function join(
  state: NaiveState,
  request: NaiveRequest,
  region: NaiveRegion,
  length: number,
): Prediction {
  if (!region.copied) {
    const declaration = FILES[request.file]!;
    const { shared } = request;
    const answer = refusalOf(state.release, declaration, true, shared);
    if (answer !== undefined) {
      return { errno: answer === "ENOSYS" ? "ENODEV" : answer };
    }
  }
  const address = region.start + (request.pgoff - region.pgoff) * PAGE;
  return {
    address,
    backing: region.copied ? "copy" : "direct",
    settle: () => {
      region.usage++;
      return enter(state, request, region, address, length);
    },
  };
}
