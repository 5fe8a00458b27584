/**
 * Files of cramfs on a machine without an MMU.
 *
 * @module
 */
import { ERRNO } from "../../abi/errno.ts";
import type { Word } from "../../abi/word.ts";
import { OPERATION } from "../../policy/request.ts";
import type { DeviceRules } from "../device_rules.ts";
import type { Driver, DriverHost } from "../driver.ts";
import { errorWord } from "../int_address.ts";
import { DEFAULT_FLASH_BYTES } from "../mtd.ts";
import { readPage } from "./block.ts";
import { BLOCK_BYTES } from "./constants.ts";
import { readFlash } from "./image.ts";
import type { CramfsInode } from "./inode.ts";
import { type CramfsMount, hasPhysmemOperations } from "./mount.ts";
import {
  CRAMFS_2017_SHARED_FLAGS,
  CRAMFS_CAPABILITIES,
  cramfsGetUnmappedArea,
  cramfsMmapNommu,
} from "./nommu.ts";
import type { CramfsRevision } from "./revisions.ts";

/** A file of an image. */
export interface CramfsFileOptions {
  /** The image, where it is. */
  readonly mount: CramfsMount;
  /** The file, a regular one. */
  readonly node: CramfsInode;
  /** The revision of fs/cramfs/inode.c. Default: that of the kernel. */
  readonly revision?: CramfsRevision;
  /** Bytes of the flash that holds the image. Default 32 MiB. */
  readonly flashSize?: number;
}

/**
 * The operations of a regular file of cramfs. Mirrors fs/cramfs/inode.c,
 * cramfs_physmem_fops without CONFIG_MMU; a file that cannot be mapped in
 * place has generic_ro_fops, whose mmap operation answers ENOSYS.
 *
 * @example
 * ```ts
 * import { buildCramfs } from "./build.ts";
 * import { lookupPath } from "./directory.ts";
 * import { cramfsDriver } from "./driver.ts";
 * import { parseCramfs } from "./image.ts";
 * import { CRAMFS_CAPABILITIES } from "./nommu.ts";
 * import { deviceRules } from "../device_rules.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const contents = new Uint8Array(5000).fill(1);
 * const image = parseCramfs(buildCramfs({
 *   type: "dir",
 *   children: { app: { type: "reg", contents, layout: "aligned" } },
 * }));
 * const node = lookupPath(image, "/app").inode!;
 * const mount = { image, at: 0x2200_0000, bits: 32 } as const;
 * const driver = cramfsDriver({ mount, node }, deviceRules("linux-6.12"));
 * assertEquals(driver.capabilities, CRAMFS_CAPABILITIES);
 * ```
 */
export function cramfsDriver(
  options: CramfsFileOptions,
  rules: DeviceRules,
): Driver {
  const { mount, node } = options;
  const { image } = mount;
  const inPlace = rules.cramfsInPlace && hasPhysmemOperations(mount, node);
  const reads = rules.readWith === "read"
    ? OPERATION.READ
    : OPERATION.READ_ITER;
  return {
    name: "cramfs",
    type: "reg",
    operations: OPERATION.MMAP | reads |
      (inPlace ? OPERATION.MMAP_CAPABILITIES | OPERATION.GET_UNMAPPED_AREA : 0),
    capabilities: inPlace ? CRAMFS_CAPABILITIES : 0,
    ...(mount.at === 0 ? {} : {
      window: {
        base: mount.at,
        size: options.flashSize ?? DEFAULT_FLASH_BYTES,
        bytes: (position, target) =>
          target.set(readFlash(image, position, target.length)),
      },
    }),
    getUnmappedArea: (_inode, length, pgoff, _flags, host) =>
      areaOf(options, length, pgoff, host),
    mmap: (_inode, vma, host) =>
      inPlace ? mmapInPlace(options, vma.flags, host) : -ERRNO.ENOSYS,
    read: (_inode, position, count, host) =>
      read(options, position, count, host),
    bytes: (_inode, position, target) => fill(options, position, target),
    write: () => -ERRNO.EROFS,
    truncate: () => ({ errno: ERRNO.EROFS, reason: "truncate" }),
  };
}

function areaOf(
  { mount, node, revision }: CramfsFileOptions,
  length: Word,
  pgoff: Word,
  host: DriverHost,
): Word {
  if (revision === "2025-mmap-prepare") host.hazard("prototype-mismatch");
  const area = cramfsGetUnmappedArea(mount, node, length, pgoff);
  for (const hazard of area.hazards) host.hazard(hazard);
  return area.errno === 0 ? area.address : errorWord(area.errno, host);
}

const KNOW_NO_OVERLAY: ReadonlySet<CramfsRevision> = new Set<CramfsRevision>([
  "v4-vma-split",
  "v4",
  "v5",
  "v5-amended",
]);

function mmapInPlace(
  { revision }: CramfsFileOptions,
  vmFlags: number,
  host: DriverHost,
): number {
  const shareable = host.isShareable(vmFlags);
  if (revision === undefined || !KNOW_NO_OVERLAY.has(revision)) {
    return shareable ? 0 : -ERRNO.ENOSYS;
  }
  const errno = cramfsMmapNommu(vmFlags, CRAMFS_2017_SHARED_FLAGS);
  if (shareable && errno !== 0) host.hazard("overlay-not-known");
  return -errno;
}

/** Bytes that a read gives: up to a page that cannot be read, or EIO. */
function read(
  { mount, node }: CramfsFileOptions,
  position: number,
  count: number,
  host: DriverHost,
): number {
  const end = Math.min(position + count, node.size);
  for (let at = position; at < end;) {
    const page = readPage(mount.image, node, Math.floor(at / BLOCK_BYTES));
    if (page.hazard !== undefined) host.hazard(page.hazard);
    if (page.errno !== 0) return at > position ? at - position : -page.errno;
    at += BLOCK_BYTES - at % BLOCK_BYTES;
  }
  return Math.max(0, end - position);
}

function fill(
  { mount, node }: CramfsFileOptions,
  position: number,
  target: Uint8Array,
): void {
  const end = Math.min(position + target.length, node.size);
  for (let at = position; at < end;) {
    const page = readPage(mount.image, node, Math.floor(at / BLOCK_BYTES));
    if (page.errno !== 0) return;
    const from = at % BLOCK_BYTES;
    const count = Math.min(BLOCK_BYTES - from, end - at);
    target.set(page.bytes.subarray(from, from + count), at - position);
    at += count;
  }
}
