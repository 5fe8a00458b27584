/**
 * /dev/mem before regions. Mirrors drivers/char/mem.c, `mmap_mem()` and
 * `get_unmapped_area_mem()`, and mm/nommu.c, `remap_pfn_range()`.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO } from "../../abi/errno.ts";
import { VM } from "../../abi/vm.ts";
import { pagesToBytes } from "../../abi/word.ts";
import type { Driver } from "../../files/driver.ts";
import { scriptedDriver } from "../../files/scripted.ts";
import type { Vma } from "../../memory/region.ts";
import type { ListEdition } from "../../policy/list_edition.ts";

/**
 * Maps pages of memory into a VMA: 0, or a negative errno. From 2.6.14 on it
 * moves the start of the VMA and leaves the end where it is.
 */
export function remapPfnRange(
  edition: ListEdition,
  vma: Vma,
  pageSize: number,
): number {
  if (!edition.remapsPfn) return -ERRNO.EPERM;
  vma.start = pagesToBytes(vma.pgoff, pageSize, 32);
  return 0;
}

/** The operations of /dev/mem; the file is all of the address space. */
export function memDevice(edition: ListEdition): Driver {
  const direct = edition.memDevice !== "copy-by-default";
  const { DIRECT, COPY, READ, WRITE, EXEC } = CAPABILITY;
  const base = scriptedDriver({
    type: "chr",
    capabilities: direct ? DIRECT | READ | WRITE | EXEC : COPY,
    ...(direct ? { getUnmappedArea: { base: 0 } } : {}),
    mmap: "ok",
    read: "ok",
    readWith: "read",
  });
  return {
    ...base,
    name: "mem",
    getUnmappedArea: (_inode, _length, pgoff, _flags, { arch }) =>
      edition.memDevice === "direct-unshifted"
        ? pgoff
        : pagesToBytes(pgoff, arch.pageSize, 32),
    mmap(_inode, vma, host) {
      if (direct && !(vma.flags & VM.MAYSHARE)) return -ERRNO.ENOSYS;
      return remapPfnRange(edition, vma, host.arch.pageSize) === 0
        ? 0
        : -ERRNO.EAGAIN;
    },
    bytes(_inode, position, target, host) {
      target.set(host.memory.read(position % 2 ** 32, target.length));
    },
  };
}
