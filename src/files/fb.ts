/**
 * Frame buffers.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import {
  addWords,
  offsetInPage,
  pageAlign,
  pagesIn,
  subtractWords,
  type Word,
} from "../abi/word.ts";
import type { Vma } from "../memory/region.ts";
import type { ContentSource } from "./contents.ts";
import { deviceMemory } from "./device_memory.ts";
import type { DeviceRules } from "./device_rules.ts";
import type { Driver, DriverHost, DriverInode } from "./driver.ts";
import { errorWord } from "./int_address.ts";
import { remapPfnRange } from "./remap.ts";
import { scriptedDriver } from "./scripted.ts";

/** What a frame buffer is made of; its size is that of the inode. */
export interface FbOptions {
  /** Physical address: `screen_base` and `fix.smem_start`. */
  readonly at: Word;
  /** CONFIG_FB_PROVIDE_GET_FB_UNMAPPED_AREA. Default false. */
  readonly getUnmappedArea?: boolean;
  /** The driver has `fb_mmap`, fb_io_mmap(). Default true. */
  readonly fbMmap?: boolean;
  /** What it shows. */
  readonly contents: ContentSource;
}

/**
 * The operations of a frame buffer. Mirrors
 * drivers/video/fbdev/core/fb_chrdev.c, get_fb_unmapped_area() and fb_mmap(),
 * and fb_io_fops.c, fb_io_mmap().
 *
 * @example
 * ```ts
 * import { patternSource } from "./contents.ts";
 * import { deviceRules } from "./device_rules.ts";
 * import { fbDriver } from "./fb.ts";
 * import { OPERATION } from "../policy/request.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { at: 0x3000_0000, contents: patternSource() };
 * const { operations } = fbDriver(deviceRules("linux-6.12"), options);
 * assertEquals(operations & OPERATION.GET_UNMAPPED_AREA, 0);
 * ```
 */
export function fbDriver(rules: DeviceRules, options: FbOptions): Driver {
  const { at, contents } = options;
  return {
    ...scriptedDriver({
      type: "chr",
      ...(rules.charactersCopy ? { capabilities: CAPABILITY.COPY } : {}),
      ...(options.getUnmappedArea ? { getUnmappedArea: { base: at } } : {}),
      mmap: "ok",
      read: "ok",
      readWith: "read",
    }),
    ...deviceMemory(at, contents),
    name: "fb",
    getUnmappedArea(inode, length, pgoff, _flags, host) {
      const { pageSize, wordSize } = host.arch;
      const size = pageAlign(inode.size, pageSize, wordSize);
      if (pgoff > size || length > subtractWords(size, pgoff, wordSize)) {
        return errorWord(ERRNO.EINVAL, host);
      }
      if (pgoff !== 0) host.hazard("fb-offset-in-bytes");
      return addWords(at, pgoff, wordSize);
    },
    mmap: (inode, vma, host) => mmapFb(inode, vma, rules, options, host),
  };
}

function mmapFb(
  inode: DriverInode,
  vma: Vma,
  rules: DeviceRules,
  { at, fbMmap = true }: FbOptions,
  host: DriverHost,
): number {
  const { pageSize, wordSize } = host.arch;
  if (!fbMmap && rules.fbNeedsMmap) {
    host.hazard("fb-mmap-missing");
    host.warnOnce("fb_mmap");
    return -ERRNO.ENODEV;
  }
  const reach = offsetInPage(at, pageSize) + inode.size;
  const registers = pagesIn(pageAlign(reach, pageSize, wordSize), pageSize);
  const frame = vma.pgoff >= registers
    ? subtractWords(vma.pgoff, registers, wordSize)
    : addWords(pagesIn(at, pageSize), vma.pgoff, wordSize);
  return remapPfnRange({ vma, frame }, rules, host);
}
