/**
 * Files of ramfs before regions. Mirrors fs/ramfs/inode.c and, from 2.6.16 on,
 * fs/ramfs/file-nommu.c.
 *
 * @module
 */
import { ERRNO } from "../../abi/errno.ts";
import { MAP } from "../../abi/map.ts";
import { VM } from "../../abi/vm.ts";
import { subtractWords, type Word } from "../../abi/word.ts";
import type {
  Driver,
  DriverHost,
  DriverInode,
  TruncateResult,
} from "../../files/driver.ts";
import { RAMFS } from "../../files/ramfs.ts";
import type { RamfsMapping } from "../../policy/list_edition.ts";
import { OPERATION } from "../../policy/request.ts";
import type { PrioTree } from "./prio_tree.ts";

/** Finds the VMAs of an inode. */
export type MappingsOf = (inode: DriverInode) => PrioTree;

/** The operations of a regular file of ramfs. */
export function listRamfs(
  mapping: RamfsMapping,
  mappingsOf: MappingsOf,
): Driver {
  if (mapping === "plain") {
    return {
      ...RAMFS,
      operations: RAMFS.operations & ~OPERATION.GET_UNMAPPED_AREA,
      mmap: () => -ERRNO.ENOSYS,
      truncate: truncatePlain,
    };
  }
  return {
    ...RAMFS,
    getUnmappedArea,
    mmap: (_inode, vma) =>
      mapping === "accepts-all" || vma.flags & VM.SHARED ? 0 : -ERRNO.ENOSYS,
    truncate: (inode, size, host) =>
      truncate(inode, size, host, mappingsOf(inode)),
  };
}

/** Only MAP_SHARED has an address; anything else gets the hint, which is 0. */
function getUnmappedArea(
  inode: DriverInode,
  length: Word,
  pgoff: Word,
  flags: number,
  host: DriverHost,
): Word {
  if (!(flags & MAP.SHARED)) return 0;
  const { pageSize, wordSize } = host.arch;
  const error = (errno: number): Word => subtractWords(0, errno, wordSize);
  const wanted = Math.ceil(Number(length) / pageSize);
  const pages = Math.ceil(inode.size / pageSize);
  const first = Number(pgoff);
  if (first >= pages || pages - first < wanted) return error(ERRNO.EINVAL);
  for (let i = 0; i < wanted; i++) {
    if (!inode.pages.has(first + i)) {
      // The error path releases the pages that were not found, too.
      host.hazard("null-page-released");
      return error(ERRNO.ENOMEM);
    }
  }
  const start = inode.pages.get(first)!;
  for (let i = 1; i < wanted; i++) {
    if (inode.pages.get(first + i) !== start + i * pageSize) {
      return error(ERRNO.ENOMEM);
    }
  }
  return start;
}

/** Shrinking is refused where a shared mapping would lose pages. */
function truncate(
  inode: DriverInode,
  size: number,
  host: DriverHost,
  mappings: PrioTree,
): TruncateResult {
  if (inode.size !== 0 && size < inode.size) {
    const { pageSize } = host.arch;
    const first = Math.floor(size / pageSize);
    const last = Math.ceil(inode.size / pageSize);
    if (mappings.some(first, last, (vma) => (vma.flags & VM.SHARED) !== 0)) {
      return { errno: ERRNO.ETXTBSY, reason: "truncate-shared-mapping" };
    }
  }
  return RAMFS.truncate(inode, size, host);
}

/** Before 2.6.16 a new size allocates nothing. */
function truncatePlain(
  inode: DriverInode,
  size: number,
  host: DriverHost,
): TruncateResult {
  if (size < inode.size) return RAMFS.truncate(inode, size, host);
  inode.size = size;
  return { errno: 0, reason: "truncate" };
}
