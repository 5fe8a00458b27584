/** The size of a file in RAM. */
import { FILES, PAGE, RAM_BASE } from "../files.ts";
import { adopt } from "./contents.ts";
import type { NaiveState } from "./state.ts";
import {
  type NaiveInode,
  type NaiveVma,
  type PageFinder,
  pagesOf,
} from "./types.ts";

/** Makes a file longer or shorter; answers an errno if it does not. */
export function ftruncate(
  state: NaiveState,
  file: number,
  size: number,
  pageAt: PageFinder,
): string | undefined {
  const inode = state.files[file]!;
  if (FILES[file]!.mode === "r") return "EINVAL";
  if (size === inode.size) return undefined;
  if (inode.size === 0) {
    inode.size = size;
    if (!state.memory.hasRoom(pagesOf(size))) return "ENOMEM";
    for (let i = 0; i < pagesOf(size); i++) adopt(state, inode, i, pageAt(i));
    return undefined;
  }
  if (size < inode.size) {
    const low = Math.floor(size / PAGE);
    const high = pagesOf(inode.size);
    for (const vma of sharedMappings(state, inode)) {
      const last = vma.pgoff + Math.floor((vma.end - vma.start) / PAGE) - 1;
      if (vma.pgoff <= high && last >= low) return "ETXTBSY";
    }
    if (state.release.cutsRegions) cutRegions(state, inode, size);
    dropPages(state, inode, size);
  }
  inode.size = size;
  return undefined;
}

/** Mappings that were asked for as shared ones. */
function sharedMappings(
  { processes, files }: NaiveState,
  inode: NaiveInode,
): NaiveVma[] {
  return processes.flat().filter(({ shared, file }) =>
    shared && file !== undefined && files[FILES.indexOf(file)] === inode
  );
}

/** Memory of a shared mapping ends where the file does, copies as well. */
function cutRegions(state: NaiveState, inode: NaiveInode, size: number): void {
  for (const { region } of sharedMappings(state, inode)) {
    const top = region.start + size - region.pgoff * PAGE;
    if (top >= region.top) continue;
    if (region.copied && pagesOf(top) < pagesOf(region.top)) {
      state.hazards.add("copy-pages-leaked");
    }
    region.top = top;
    region.end = Math.min(region.end, top);
  }
}

function dropPages(
  { memory }: NaiveState,
  inode: NaiveInode,
  size: number,
): void {
  for (const [index, page] of [...inode.pages]) {
    if (index < pagesOf(size)) continue;
    inode.pages.delete(index);
    memory.give(page, page + PAGE);
  }
  const last = inode.pages.get(Math.floor(size / PAGE));
  if (last === undefined || size % PAGE === 0) return;
  const at = last - RAM_BASE;
  memory.ram.fill(0, at + size % PAGE, at + PAGE);
}
