/** The contents of files. */
import { FILES, PAGE, RAM_BASE } from "../files.ts";
import type { NaiveState } from "./state.ts";
import type { NaiveInode, PageFinder } from "./types.ts";

/** A byte of a file. */
export function fileByte(
  { memory: { ram } }: NaiveState,
  inode: NaiveInode,
  position: number,
): number {
  if (position >= inode.size) return 0;
  if (inode.declaration.type !== "ramfs") return inode.bytes[position]!;
  const page = inode.pages.get(Math.floor(position / PAGE));
  return page === undefined ? 0 : ram[page - RAM_BASE + position % PAGE]!;
}

/** Takes the page that a file in RAM has got. */
export function adopt(
  { memory }: NaiveState,
  inode: NaiveInode,
  index: number,
  address: number | undefined,
): void {
  if (address === undefined) throw new Error(`Page ${index} is missing`);
  if (inode.pages.has(index)) throw new Error(`Page ${index} is there`);
  memory.take(address, 1, `page ${index}`);
  inode.pages.set(index, address);
}

/** A file in RAM gets pages where it is read. */
export function fillHoles(
  state: NaiveState,
  inode: NaiveInode,
  position: number,
  length: number,
  pageAt: PageFinder,
): void {
  if (inode.declaration.type !== "ramfs") return;
  const end = Math.min(position + length, inode.size);
  for (let at = position; at < end; at += PAGE) {
    if (inode.pages.has(at / PAGE)) continue;
    if (!state.memory.hasRoom(1)) return;
    adopt(state, inode, at / PAGE, pageAt(at / PAGE));
  }
}

/** How many bytes are taken, or an errno. */
export function write(
  state: NaiveState,
  file: number,
  position: number,
  bytes: Uint8Array,
  pageAt: PageFinder,
): number | string {
  const inode = state.files[file]!;
  if (FILES[file]!.mode === "r") return "EBADF";
  if (inode.declaration.type !== "ramfs") {
    let taken = 0;
    for (; taken < bytes.length && position + taken < inode.size; taken++) {
      inode.bytes[position + taken] = bytes[taken]!;
    }
    return taken;
  }
  const { memory } = state;
  for (let i = 0; i < bytes.length; i++) {
    const index = Math.floor((position + i) / PAGE);
    if (!inode.pages.has(index)) {
      if (!memory.hasRoom(1)) return i === 0 ? "ENOMEM" : i;
      adopt(state, inode, index, pageAt(index));
    }
    const page = inode.pages.get(index)!;
    memory.ram[page - RAM_BASE + (position + i) % PAGE] = bytes[i]!;
    inode.size = Math.max(inode.size, position + i + 1);
  }
  return bytes.length;
}
