/**
 * A file of ramfs, which is also what tmpfs is without an MMU: its pages are
 * RAM, so it can be mapped in place as long as they lie in one run. Mirrors
 * fs/ramfs/file-nommu.c.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { MAP } from "../abi/map.ts";
import { VM } from "../abi/vm.ts";
import { pagesIn, subtractWords, type Word } from "../abi/word.ts";
import { orderOf } from "../memory/buddy.ts";
import type { RamfsPolicy } from "../policy/edition.ts";
import { OPERATION } from "../policy/request.ts";
import type {
  Driver,
  DriverHost,
  DriverInode,
  TruncateResult,
} from "./driver.ts";
import { shrinkInodeMappings } from "./shrink.ts";

/** The operations of a regular file of ramfs in one kernel. */
export function ramfsDriver(policy: RamfsPolicy): Driver {
  return {
    name: "ramfs",
    type: "reg",
    operations: OPERATION.MMAP_CAPABILITIES | OPERATION.GET_UNMAPPED_AREA |
      (policy.mapsWith === "mmap" ? OPERATION.MMAP : OPERATION.MMAP_PREPARE) |
      (policy.readWith === "read" ? OPERATION.READ : OPERATION.READ_ITER),
    capabilities: CAPABILITY.DIRECT | CAPABILITY.COPY | CAPABILITY.READ |
      CAPABILITY.WRITE | CAPABILITY.EXEC,
    getUnmappedArea: (inode, length, pgoff, flags, host) =>
      policy.areaErrors && !(flags & MAP.SHARED)
        ? 0
        : findRun(inode, length, pgoff, host, policy.areaErrors),
    mmap(_inode, vma, host) {
      const accepted = policy.accepts === "shareable"
        ? host.isShareable(vma.flags)
        : (vma.flags & VM.SHARED) !== 0;
      return accepted ? 0 : -ERRNO.ENOSYS;
    },
    read(inode, position, count, host) {
      const got = Math.max(0, Math.min(count, inode.size - position));
      fillHoles(inode, position, got, host);
      return got;
    },
    bytes,
    write,
    truncate: (inode, size, host) =>
      truncate(inode, size, host, policy.cutsRegions),
  };
}

/** A regular file of ramfs in Linux 6.12. */
export const RAMFS: Driver = ramfsDriver({
  areaErrors: false,
  accepts: "shareable",
  cutsRegions: true,
  readWith: "read_iter",
  mapsWith: "mmap",
});

/** The address of the run of pages, or an error if there is no such run. */
function findRun(
  inode: DriverInode,
  length: Word,
  pgoff: Word,
  host: DriverHost,
  ownErrors: boolean,
): Word {
  const { pageSize, wordSize } = host.arch;
  const error = (errno: number): Word =>
    subtractWords(0, ownErrors ? errno : ERRNO.ENOSYS, wordSize);
  const wanted = Math.ceil(Number(length) / pageSize);
  const pages = Math.ceil(inode.size / pageSize);
  if (pgoff >= pages || pages - Number(pgoff) < wanted) {
    return error(ERRNO.EINVAL);
  }
  const first = Number(pgoff);
  const start = inode.pages.get(first);
  if (start === undefined) return error(ERRNO.ENOMEM);
  for (let i = 1; i < wanted; i++) {
    if (inode.pages.get(first + i) !== start + i * pageSize) {
      return error(ERRNO.ENOMEM);
    }
  }
  return start;
}

/** Reading a hole puts a page there: `simple_read_folio()`. */
function fillHoles(
  inode: DriverInode,
  position: number,
  count: number,
  host: DriverHost,
): void {
  const { pageSize } = host.arch;
  const end = Math.ceil((position + count) / pageSize);
  for (let index = Math.floor(position / pageSize); index < end; index++) {
    if (inode.pages.has(index)) continue;
    const page = host.allocator.allocate(1);
    if (page < 0) return;
    host.memory.forget(page, 1);
    inode.pages.set(index, page);
  }
}

function bytes(
  inode: DriverInode,
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
  inode: DriverInode,
  position: number,
  data: Uint8Array,
  host: DriverHost,
): number {
  const { pageSize } = host.arch;
  const room = largestFile(host) - position;
  if (room <= 0) return -ERRNO.EFBIG;
  host.beforeChange(inode);
  const wanted = Math.min(data.length, room);
  let done = 0;
  while (done < wanted) {
    const at = position + done;
    const offset = at % pageSize;
    const count = Math.min(pageSize - offset, wanted - done);
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
  return done === 0 && wanted > 0 ? -ERRNO.ENOMEM : done;
}

/** Largest size of a file, in bytes: `MAX_LFS_FILESIZE`. */
function largestFile({ arch: { wordSize, pageSize } }: DriverHost): number {
  return wordSize === 32 ? 0xffff_ffff * pageSize : 2 ** 63;
}

function truncate(
  inode: DriverInode,
  size: number,
  host: DriverHost,
  cutsRegions: boolean,
): TruncateResult {
  if (size > inode.size && size > largestFile(host)) {
    return { errno: ERRNO.EFBIG, reason: "truncate-too-large" };
  }
  if (inode.size === 0) return expand(inode, size, host);
  if (size < inode.size) {
    const refused = shrinkInodeMappings(inode, size, host, cutsRegions);
    if (refused !== undefined) return refused;
    host.beforeChange(inode);
    dropPages(inode, size, host);
  }
  inode.size = size;
  return { errno: 0, reason: "truncate" };
}

/** Growing from nothing allocates the pages in one run. */
function expand(
  inode: DriverInode,
  size: number,
  host: DriverHost,
): TruncateResult {
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

function dropPages(inode: DriverInode, size: number, host: DriverHost): void {
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
