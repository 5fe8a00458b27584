/**
 * The inodes of real drivers.
 *
 * @module
 */
import { mtdIsWritable } from "../../files/mtd.ts";
import type { FileType } from "../../policy/request.ts";
import type { DriverName } from "../schema/driver.ts";
import type { InodeSpec } from "../types.ts";
import { valuePlace } from "../yaml/value.ts";
import {
  addressIn,
  type DriverContext,
  type DriverFile,
  type Resolve,
  resolveMtd,
} from "./driver_file.ts";

/** Types of the inodes of each driver. */
export const DRIVER_TYPES: Readonly<Record<DriverName, FileType>> = {
  ramfs: "reg",
  cramfs: "reg",
  romfs: "reg",
  mtd: "chr",
  mem: "chr",
  zero: "chr",
  fb: "chr",
  block: "blk",
  pipe: "fifo",
  socket: "sock",
  directory: "dir",
};

/**
 * The inode of a file with a real driver. Problems leave it unusable.
 *
 * @throws {PartNeeded} if it is in an image, and that part is not there.
 */
export function resolveDriver(
  driver: DriverName,
  file: DriverFile,
  context: DriverContext,
): InodeSpec {
  return RESOLVERS[driver](file, context);
}

const plain = (
  driver: "ramfs" | "zero" | "block" | "pipe" | "socket" | "directory",
): Resolve =>
({ common }) => ({ driver, ...common });

const RESOLVERS: Readonly<Record<DriverName, Resolve>> = {
  ramfs: plain("ramfs"),
  zero: plain("zero"),
  block: plain("block"),
  pipe: plain("pipe"),
  socket: plain("socket"),
  directory: plain("directory"),
  cramfs: (file, context) => context.imageFiles().resolveCramfs(file, context),
  romfs: (file, context) => context.imageFiles().resolveRomfs(file, context),
  mtd(file, context) {
    const mtd = resolveMtd(file, context);
    return { driver: "mtd", ...file.common, size: mtd.size, mtd };
  },
  mem({ document, common }) {
    const limit = document.mem?.limit;
    return {
      driver: "mem",
      ...common,
      ...(limit !== undefined && { limit }),
    };
  },
  fb({ document, common, place }, context) {
    const { at = 0, fb = {} } = document;
    return {
      driver: "fb",
      ...common,
      base: addressIn(at, valuePlace(place, "at"), context),
      getUnmappedArea: fb.get_unmapped_area ?? false,
      fbMmap: fb.fb_mmap ?? true,
    };
  },
};

/** Whether files of an inode can be opened for writing. */
export function canBeWritten(inode: InodeSpec): boolean {
  switch (inode.driver) {
    case "cramfs":
    case "romfs":
    case "directory":
      return false;
    case "mtd":
      return mtdIsWritable(inode.mtd.type);
    default:
      return true;
  }
}
