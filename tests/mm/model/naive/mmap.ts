/** The mapping of memory. */
import { decideFile, isShareable } from "../decision.ts";
import { FILES, PAGE } from "../files.ts";
import { allocate } from "./allocate.ts";
import { areaOf, hasArea, refusalOf } from "./driver.ts";
import { enter } from "./enter.ts";
import { findShared, join, type SearchOrder } from "./share.ts";
import type { NaiveState } from "./state.ts";
import {
  type NaiveInode,
  type NaiveRegion,
  type NaiveRequest,
  pagesOf,
  type Prediction,
} from "./types.ts";

/** What must come of a request. */
export function mmap(
  state: NaiveState,
  request: NaiveRequest,
  searched: SearchOrder,
): Prediction {
  const { release } = state;
  const { file: number, wants, shared, pgoff } = request;
  const pages = pagesOf(request.length);
  const length = release.rounds ? pages * PAGE : request.length;
  const declaration = FILES[number];
  const inode = state.files[number];
  if (request.length === 0) return { errno: "EINVAL" };
  if (declaration === undefined || inode === undefined) {
    return allocate(state, request, undefined, length, false);
  }
  const asked = { file: declaration, wants, shared };
  const decided = decideFile(asked, release);
  if (typeof decided === "string") return { errno: decided };
  const can = new Set(decided);
  const shareable = isShareable(asked, can, release);

  let area = 0;
  if (shareable) {
    const known = findShared(
      searched(state.regions),
      inode,
      pgoff,
      pages,
      can.has("D"),
    );
    if (known === "violation") return { errno: "EINVAL" };
    if (known !== undefined) return join(state, request, known, length);
    if (can.has("D") || (release.asksAlways && hasArea(declaration))) {
      const answer = areaOf(release, inode, pgoff, pages, shared);
      if (typeof answer === "number") area = answer;
      else if (answer !== "ENOSYS") return { errno: answer };
      else if (!can.has("C")) return { errno: "ENODEV" };
      else can.delete("D");
    }
  }
  if (shared || can.has("D") || release.asksAlways) {
    const answer = refusalOf(release, declaration, shareable, shared);
    if (answer === undefined) {
      return mapDirectly(state, request, inode, area, length, shareable);
    }
    if (shared) return { errno: answer === "ENOSYS" ? "ENODEV" : answer };
    if (answer !== "ENOSYS") return { errno: answer };
  }
  return allocate(state, request, inode, length, shareable);
}

function mapDirectly(
  state: NaiveState,
  request: NaiveRequest,
  inode: NaiveInode,
  start: number,
  length: number,
  shareable: boolean,
): Prediction {
  return {
    address: start,
    backing: "direct",
    settle: () => {
      const region: NaiveRegion = {
        start,
        end: start + length,
        top: start + length,
        pgoff: request.pgoff,
        usage: 1,
        inode,
        shareable,
        copied: false,
      };
      state.regions.push(region);
      return enter(state, request, region, start, length);
    },
  };
}
