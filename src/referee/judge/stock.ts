/**
 * Files of the kernel's own drivers and file systems: which devices they are
 * on, and what the target cannot have.
 *
 * @module
 */

import type { MtdDevice } from "../../files/mtd.ts";
import { maxWord, type Word } from "../../abi/word.ts";
import type { InodeSpec, Scenario, StockInode } from "../../scenario/types.ts";
import { MAX } from "../layout.ts";

/** First addresses of the two chips of NOR flash, of 32 MiB each. */
export const FLASH_CHIPS: readonly number[] = [0x2000_0000, 0x2200_0000];

/** Disks in RAM that the target has. */
const DISKS = 2;
const SECTOR = 512;
const LARGEST_DISK = 4 << 20;

/** Whether a driver of the kernel itself answers for an inode. */
export function isStock(inode: InodeSpec): inode is StockInode {
  return inode.driver !== "scripted" && inode.driver !== "ramfs";
}

/** The memory technology device that an inode is on, or is. */
export function mtdOf(inode: InodeSpec): MtdDevice | undefined {
  switch (inode.driver) {
    case "mtd":
    case "romfs":
      return inode.mtd;
    case "cramfs":
      return inode.base === 0 ? undefined : {
        type: "ROM",
        at: inode.base,
        size: CRAMFS_FLASH,
        point: true,
      };
    default:
      return undefined;
  }
}

const CRAMFS_FLASH = 32 << 20;

/** Address of the memory of a stock device; undefined: it has none. */
export function stockBase(inode: InodeSpec): Word | undefined {
  return inode.driver === "fb" ? inode.base : mtdOf(inode)?.at;
}

/** Whether an inode is on a chip of NOR flash. */
export function isFlash(inode: InodeSpec): boolean {
  return mtdOf(inode)?.type === "NOR";
}

/** Bytes of the image that an inode is in. */
export function imageOf(inode: InodeSpec): Uint8Array | undefined {
  return inode.driver === "cramfs" || inode.driver === "romfs"
    ? inode.image.flash
    : undefined;
}

/** Whether two inodes are in the same image on the same device. */
export function sameDevice(one: InodeSpec, other: InodeSpec): boolean {
  const image = imageOf(one);
  const a = mtdOf(one);
  const b = mtdOf(other);
  return image !== undefined && image === imageOf(other) &&
    one.driver === other.driver && a?.at === b?.at && a?.type === b?.type &&
    a?.size === b?.size && a?.point === b?.point;
}

/** The inode with its device at another address. */
export function moveStock(inode: StockInode, to: number): StockInode {
  switch (inode.driver) {
    case "mtd":
      return { ...inode, mtd: { ...inode.mtd, at: to } };
    case "romfs":
      return inode.mtd === undefined
        ? inode
        : { ...inode, mtd: { ...inode.mtd, at: to } };
    case "cramfs":
    case "fb":
      return { ...inode, base: to };
    default:
      return inode;
  }
}

/** Why the target cannot have the stock files of a scenario, if it cannot. */
export function stockObstacle(scenario: Scenario): string | undefined {
  const { files } = scenario;
  for (const { inode } of files) {
    const obstacle = inodeObstacle(inode);
    if (obstacle !== undefined) return obstacle;
  }
  const inodes = files.map(({ inode }) => inode).filter(isStock);
  const devices = inodes.filter((inode, at) =>
    inodes.findIndex((one) => one === inode || sameDevice(one, inode)) === at
  );
  if (devices.length > MAX.DEVICES) return `more than ${MAX.DEVICES} devices`;
  if (devices.filter(isDisk).length > DISKS) return `more than ${DISKS} disks`;
  const flashes = devices.filter(isFlash).length;
  if (flashes > FLASH_CHIPS.length) {
    return `more than ${FLASH_CHIPS.length} chips of NOR flash`;
  }
  const mixed = files.find((file) =>
    files.some((other) =>
      file.noexec !== other.noexec && sameDevice(file.inode, other.inode)
    )
  );
  return mixed === undefined
    ? undefined
    : "an image is mounted once, with noexec or without";
}

function isDisk(inode: InodeSpec): boolean {
  return inode.driver === "block" ||
    imageOf(inode) !== undefined && mtdOf(inode) === undefined;
}

function inodeObstacle(inode: InodeSpec): string | undefined {
  if (!isStock(inode)) return undefined;
  if (inode.appendOnly) return "no file of a real driver is append-only there";
  const base = stockBase(inode);
  if (base !== undefined && base > maxWord(32)) {
    return "the target has no memory above 4 GiB";
  }
  switch (inode.driver) {
    case "cramfs":
      if (inode.revision !== undefined) {
        return "cramfs of the target is that of its release, not of a patch";
      }
      return undefined;
    case "mem":
      return inode.limit === undefined
        ? undefined
        : "all addresses of the target can be mapped";
    case "fb":
      return inode.getUnmappedArea
        ? undefined
        : "frame buffers of the target are built with get_unmapped_area";
    case "block":
      if (Number(inode.size) % SECTOR !== 0) return "disks have whole sectors";
      return inode.size > LARGEST_DISK
        ? `disks of the target have ${LARGEST_DISK >> 20} MiB at most`
        : undefined;
    default:
      return undefined;
  }
}
