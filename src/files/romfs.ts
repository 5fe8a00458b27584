/**
 * Files of romfs, on a memory technology device or on a block device.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import {
  addWords,
  offsetInPage,
  pagesIn,
  pagesToBytes,
  subtractWords,
  type Word,
} from "../abi/word.ts";
import { OPERATION } from "../policy/request.ts";
import type { DeviceRules } from "./device_rules.ts";
import type { Driver, DriverHost } from "./driver.ts";
import { addressFromInt, errorWord } from "./int_address.ts";
import { mtdCapabilities, type MtdDevice, mtdGetUnmappedArea } from "./mtd.ts";
import {
  readRomfsFlash,
  type RomfsImage,
  type RomfsInode,
} from "./romfs/image.ts";

/** A file of an image, and where the image is. */
export interface RomfsFileOptions {
  /** The image. */
  readonly image: RomfsImage;
  /** The file. */
  readonly node: RomfsInode;
  /** The device that the image starts; left out: a block device. */
  readonly mtd?: MtdDevice;
}

/**
 * The operations of a regular file of romfs. Mirrors fs/romfs/mmap-nommu.c,
 * romfs_get_unmapped_area() and romfs_mmap(), and fs/romfs/super.c,
 * romfs_read_folio().
 *
 * @example
 * ```ts
 * import { deviceRules } from "./device_rules.ts";
 * import { romfsDriver } from "./romfs.ts";
 * import { buildRomfs } from "./romfs/build.ts";
 * import { parseRomfs, romfsLookup } from "./romfs/image.ts";
 * import { CAPABILITY } from "../abi/capabilities.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const contents = new Uint8Array(100);
 * const image = parseRomfs(buildRomfs([{ name: "app", contents }]));
 * const node = romfsLookup(image, "/app")!;
 * const driver = romfsDriver({ image, node }, deviceRules("linux-6.12"));
 * assertEquals(driver.capabilities, CAPABILITY.COPY);
 * ```
 */
export function romfsDriver(
  options: RomfsFileOptions,
  rules: DeviceRules,
): Driver {
  const { image, node, mtd } = options;
  return {
    name: "romfs",
    type: "reg",
    operations: OPERATION.MMAP_CAPABILITIES |
      (rules.romfsPrepares ? OPERATION.MMAP_PREPARE : OPERATION.MMAP) |
      OPERATION.GET_UNMAPPED_AREA |
      (rules.readWith === "read" ? OPERATION.READ : OPERATION.READ_ITER),
    capabilities: mtd === undefined
      ? CAPABILITY.COPY
      : mtdCapabilities(mtd.type),
    ...(mtd === undefined ? {} : {
      window: {
        base: mtd.at,
        size: mtd.size,
        bytes: (position, target) => readRomfsFlash(image, position, target),
      },
    }),
    getUnmappedArea: (_inode, length, pgoff, _flags, host) =>
      mtd === undefined
        ? errorWord(ERRNO.ENOSYS, host)
        : areaOf(options, mtd, { length, pgoff }, rules, host),
    mmap: (_inode, vma, host) =>
      host.isShareable(vma.flags) ? 0 : -ERRNO.ENOSYS,
    read: (_inode, position, count) => readable(options, position, count),
    bytes(_inode, position, target) {
      const count = Math.max(0, readable(options, position, target.length));
      readRomfsFlash(
        image,
        node.dataOffset + position,
        target.subarray(0, count),
      );
    },
    write: () => -ERRNO.EROFS,
    truncate: () => ({ errno: ERRNO.EROFS, reason: "truncate" }),
  };
}

/** Bytes that a read gives: whole pages, or EIO where the image ends. */
function readable(
  { image, node }: RomfsFileOptions,
  position: number,
  count: number,
): number {
  const wanted = Math.max(0, Math.min(count, node.size - position));
  if (wanted === 0) return 0;
  const there = image.size - node.dataOffset - position;
  if (wanted <= there) return wanted;
  const whole = Math.max(0, pagesIn(there, 4096) * 4096);
  return whole === 0 ? -ERRNO.EIO : whole;
}

interface Area {
  readonly length: Word;
  readonly pgoff: Word;
}

function areaOf(
  { image, node }: RomfsFileOptions,
  mtd: MtdDevice,
  { length, pgoff }: Area,
  rules: DeviceRules,
  host: DriverHost,
): Word {
  const { pageSize, wordSize } = host.arch;
  const refused = errorWord(ERRNO.EINVAL, host);
  const offset = pagesToBytes(pgoff, pageSize, wordSize);
  const pages = pagesIn(addWords(length, pageSize - 1, wordSize), pageSize);
  const most = Math.ceil(node.size / pageSize);
  const past = rules.romfsEndsAtByte
    ? offset > node.size || length > node.size ||
      offset > node.size - Number(length)
    : pgoff >= most || most - Number(pgoff) < pages;
  if (past) return refused;
  if (length > mtd.size || pgoff >= pagesIn(mtd.size, pageSize)) return refused;
  const start = addWords(offset, node.dataOffset, wordSize);
  const rest = Number(subtractWords(mtd.size, start, wordSize));
  const cut = length > rest && start < mtd.size;
  if (start >= mtd.size || cut && !rules.romfsCutsLength) return refused;
  const area = mtdGetUnmappedArea(mtd, cut ? rest : length, start, host);
  if (area === errorWord(ERRNO.EOPNOTSUPP, host)) {
    return errorWord(ERRNO.ENOSYS, host);
  }
  if (offsetInPage(area, pageSize) !== 0) {
    host.hazard("address-not-page-aligned");
  }
  if (showsMore(image, node, Number(offset) + pages * pageSize)) {
    host.hazard("bytes-past-file-end");
  }
  return rules.mtdAddressInt ? addressFromInt(area, host) : area;
}

/** Whether a mapping up to byte `end` of the file shows what follows it. */
function showsMore(image: RomfsImage, node: RomfsInode, end: number): boolean {
  if (end <= node.size) return false;
  const after = new Uint8Array(end - node.size);
  readRomfsFlash(image, node.dataOffset + node.size, after);
  return after.some((byte) => byte !== 0);
}
