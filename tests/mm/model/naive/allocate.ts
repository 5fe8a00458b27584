/** Memory for a mapping that has none of a device. */
import { PAGE, RAM_BASE, SHORT } from "../files.ts";
import { fileByte, fillHoles } from "./contents.ts";
import { enter } from "./enter.ts";
import type { NaiveState } from "./state.ts";
import {
  type NaiveInode,
  type NaiveRegion,
  type NaiveRequest,
  type PageFinder,
  pagesOf,
  type Prediction,
} from "./types.ts";

/** What comes of a request for a copy or for anonymous memory. */
export function allocate(
  state: NaiveState,
  request: NaiveRequest,
  inode: NaiveInode | undefined,
  length: number,
  shareable: boolean,
): Prediction {
  const { memory, trim, regions } = state;
  const pages = pagesOf(length);
  let total = 1;
  while (total < pages) total *= 2;
  if (!memory.hasRoom(pages)) return { errno: "ENOMEM" };
  if (trim !== 0 && total - pages >= trim) total = pages;
  if (inode?.declaration.read === "EIO") return { errno: "EIO" };
  const { pgoff } = request;
  return {
    backing: inode === undefined ? "anonymous" : "copy",
    settle: (address, pageAt) => {
      memory.take(address, total, "a mapping");
      if (inode !== undefined) {
        copy(state, inode, pgoff, pages, address, pageAt);
      }
      const region: NaiveRegion = {
        start: address,
        end: address + pages * PAGE,
        top: address + total * PAGE,
        pgoff,
        usage: 1,
        inode,
        shareable,
        copied: true,
      };
      regions.push(region);
      return enter(state, request, region, address, length);
    },
  };
}

function copy(
  state: NaiveState,
  inode: NaiveInode,
  pgoff: number,
  pages: number,
  address: number,
  pageAt: PageFinder,
): void {
  fillHoles(state, inode, pgoff * PAGE, pages * PAGE, pageAt);
  const short = inode.declaration.read === "short" ? SHORT : Infinity;
  for (let i = 0; i < Math.min(pages * PAGE, short); i++) {
    state.memory.ram[address - RAM_BASE + i] = fileByte(
      state,
      inode,
      pgoff * PAGE + i,
    );
  }
}
