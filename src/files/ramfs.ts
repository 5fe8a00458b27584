/**
 * A file of ramfs, which is also what tmpfs is without an MMU: its pages are
 * RAM, so it can be mapped in place as long as they lie in one run. Mirrors
 * fs/ramfs/file-nommu.c.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { pagesIn, subtractWords, type Word } from "../abi/word.ts";
import { orderOf } from "../memory/buddy.ts";
import { OPERATION } from "../policy/request.ts";
import type { Driver, DriverHost, TruncateResult } from "./driver.ts";
import type { Inode } from "./inode.ts";
import { shrinkInodeMappings } from "./shrink.ts";

/** The operations of a regular file of ramfs. */
export const RAMFS: Driver = {
  name: "ramfs",
  type: "reg",
  operations: OPERATION.MMAP | OPERATION.MMAP_CAPABILITIES |
    OPERATION.GET_UNMAPPED_AREA | OPERATION.READ_ITER,
  capabilities: CAPABILITY.DIRECT | CAPABILITY.COPY | CAPABILITY.READ |
    CAPABILITY.WRITE | CAPABILITY.EXEC,
  getUnmappedArea,
  mmap: (_inode, vma, host) => host.isShareable(vma.flags) ? 0 : -ERRNO.ENOSYS,
  read: (inode, position, count) =>
    Math.max(0, Math.min(count, inode.size - position)),
  bytes,
  write,
  truncate,
};

/** The address of the run of pages, or ENOSYS if there is no such run. */
function getUnmappedArea(
  inode: Inode,
  length: Word,
  pgoff: Word,
  _flags: number,
  host: DriverHost,
): Word {
  const { pageSize, wordSize } = host.arch;
  const enosys = subtractWords(0, ERRNO.ENOSYS, wordSize);
  const wanted = Math.ceil(Number(length) / pageSize);
  const pages = Math.ceil(inode.size / pageSize);
  if (pgoff >= pages || pages - Number(pgoff) < wanted) return enosys;
  const first = Number(pgoff);
  const start = inode.pages.get(first);
  if (start === undefined) return enosys;
  for (let i = 1; i < wanted; i++) {
    if (inode.pages.get(first + i) !== start + i * pageSize) return enosys;
  }
  return start;
}

function bytes(
  inode: Inode,
  position: number,
  target: Uint8Array,
  host: DriverHost,
): void {
  const { pageSize } = host.arch;
  const end = Math.min(position + target.length, inode.size);
  for (let at = position; at < end;) {
    const offset = at % pageSize;
    const count = Math.min(pageSize - offset, end - at);
    const page = inode.pages.get((at - offset) / pageSize);
    if (page !== undefined) {
      target.set(host.memory.read(page + offset, count), at - position);
    }
    at += count;
  }
}

function write(
  inode: Inode,
  position: number,
  data: Uint8Array,
  host: DriverHost,
): number {
  const { pageSize } = host.arch;
  host.beforeChange(inode);
  let done = 0;
  while (done < data.length) {
    const at = position + done;
    const offset = at % pageSize;
    const count = Math.min(pageSize - offset, data.length - done);
    const index = (at - offset) / pageSize;
    let page = inode.pages.get(index);
    if (page === undefined) {
      page = host.allocator.allocate(1);
      if (page < 0) break;
      host.memory.forget(page, 1);
      inode.pages.set(index, page);
    }
    host.memory.write(page + offset, data.subarray(done, done + count));
    done += count;
    inode.size = Math.max(inode.size, at + count);
  }
  return done === 0 && data.length > 0 ? -ERRNO.ENOMEM : done;
}

function truncate(
  inode: Inode,
  size: number,
  host: DriverHost,
): TruncateResult {
  if (inode.size === 0) return expand(inode, size, host);
  if (size < inode.size) {
    const refused = shrinkInodeMappings(inode, inode.size, size, host);
    if (refused !== undefined) return refused;
    host.beforeChange(inode);
    dropPages(inode, size, host);
  }
  inode.size = size;
  return { errno: 0, reason: "truncate" };
}

/** Growing from nothing allocates the pages in one run. */
function expand(inode: Inode, size: number, host: DriverHost): TruncateResult {
  const { pageSize } = host.arch;
  const count = Math.ceil(size / pageSize);
  if (
    size >= 2 ** 32 || orderOf(count) > host.allocator.maxPageOrder
  ) return { errno: ERRNO.EFBIG, reason: "truncate-too-large" };
  inode.size = size;
  const start = host.allocator.allocate(count);
  if (start < 0) return { errno: ERRNO.ENOMEM, reason: "truncate-no-memory" };
  host.memory.forget(start, count);
  for (let i = 0; i < count; i++) inode.pages.set(i, start + i * pageSize);
  return { errno: 0, reason: "truncate" };
}

function dropPages(inode: Inode, size: number, host: DriverHost): void {
  const { pageSize } = host.arch;
  const keep = Math.ceil(size / pageSize);
  const dropped = [...inode.pages].filter(([index]) => index >= keep);
  const shown = [...inode.mappings].some((vma) =>
    dropped.some(([, page]) => vma.start <= page && page < vma.end)
  );
  if (shown) host.hazard("mapped-pages-freed");
  for (const [index, page] of dropped) {
    inode.pages.delete(index);
    host.allocator.free(page, 1);
  }
  const last = inode.pages.get(pagesIn(size, pageSize));
  const tail = size % pageSize;
  if (last !== undefined && tail !== 0) {
    host.memory.write(last + tail, new Uint8Array(pageSize - tail));
  }
}
