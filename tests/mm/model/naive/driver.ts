/** What drivers answer. */
import { type FileDeclaration, PAGE } from "../files.ts";
import type { Release } from "../release.ts";
import { type NaiveInode, pagesOf } from "./types.ts";

/** Whether it can be asked where its memory is. */
export function hasArea({ type, area }: FileDeclaration): boolean {
  return type === "ramfs" || area !== undefined;
}

/** Where its memory is, or an errno. */
export function areaOf(
  { oldRamfs }: Release,
  inode: NaiveInode,
  pgoff: number,
  pages: number,
  shared: boolean,
): number | string {
  const { area, type } = inode.declaration;
  if (type !== "ramfs") {
    return typeof area === "number" ? area + pgoff * PAGE : area ?? "ENOSYS";
  }
  if (oldRamfs && !shared) return 0;
  if (pgoff + pages > pagesOf(inode.size)) {
    return oldRamfs ? "EINVAL" : "ENOSYS";
  }
  const first = inode.pages.get(pgoff);
  for (let i = 0; i < pages; i++) {
    if (
      first === undefined || inode.pages.get(pgoff + i) !== first + i * PAGE
    ) return oldRamfs ? "ENOMEM" : "ENOSYS";
  }
  return first!;
}

/** What its mmap says: nothing, or an errno. */
export function refusalOf(
  { oldRamfs }: Release,
  { mmap, type }: FileDeclaration,
  shareable: boolean,
  shared: boolean,
): string | undefined {
  if (type === "ramfs" && oldRamfs) return shared ? undefined : "ENOSYS";
  if (mmap !== "shared-only") return mmap;
  return shareable ? undefined : "ENOSYS";
}
