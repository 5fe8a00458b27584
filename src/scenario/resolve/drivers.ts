/**
 * The inodes of real drivers.
 *
 * @module
 */
import { maxWord, type Word } from "../../abi/word.ts";
import { InputError } from "../../errors.ts";
import { lookupPath } from "../../files/cramfs/directory.ts";
import {
  DEFAULT_FLASH_BYTES,
  type MtdDevice,
  mtdIsWritable,
} from "../../files/mtd.ts";
import { ROMFS_TYPE } from "../../files/romfs/constants.ts";
import { romfsLookup } from "../../files/romfs/image.ts";
import type { FileType } from "../../policy/request.ts";
import type { Problems } from "../problems.ts";
import type { DriverName, MtdDocument } from "../schema/driver.ts";
import type { FileDocument } from "../schema/file.ts";
import { quote } from "../text/quote.ts";
import type { CommonInode, InodeSpec, MachineSpec } from "../types.ts";
import { offsetOf, type Place, valuePlace } from "../yaml/value.ts";
import type { Images } from "./images.ts";

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

/** What drivers need to be resolved. */
export interface DriverContext {
  /** Finds images. */
  readonly images: Images;
  /** The machine. */
  readonly machine: MachineSpec;
  /** Collects what is wrong. */
  readonly problems: Problems;
}

/** A file of the scenario, and where it stands. */
export interface DriverFile {
  /** What the scenario says. */
  readonly document: FileDocument;
  /** Where. */
  readonly place: Place;
  /** What all inodes have. */
  readonly common: CommonInode;
}

type Resolve = (file: DriverFile, context: DriverContext) => InodeSpec;

/** The inode of a file with a real driver. Problems leave it unusable. */
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
  cramfs: resolveCramfs,
  romfs: resolveRomfs,
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

function addressIn(at: Word, place: Place, context: DriverContext): Word {
  const { wordSize } = context.machine;
  if (at > maxWord(wordSize)) {
    context.problems.add(
      offsetOf(place),
      `Address 0x${at.toString(16)} does not fit a word of ${wordSize} bits`,
    );
  }
  return at;
}

function resolveMtd(
  { document, place }: DriverFile,
  context: DriverContext,
): MtdDevice {
  const inner = valuePlace(place, "mtd");
  const mtd: MtdDocument = document.mtd ?? { type: "ROM", at: 0 };
  return {
    type: mtd.type,
    at: addressIn(mtd.at, valuePlace(inner, "at"), context),
    size: mtd.size ?? DEFAULT_FLASH_BYTES,
    point: mtd.point ?? mtd.type !== "NAND",
  };
}

function resolveCramfs(file: DriverFile, context: DriverContext): InodeSpec {
  const { document, place, common } = file;
  const { images, machine, problems } = context;
  const { image: source, at, revision } = document;
  const base = addressIn(at ?? 0, valuePlace(place, "at"), context);
  if (machine.pageSize !== 4096) {
    problems.add(
      offsetOf(place),
      `Images of cramfs have blocks of 4096 bytes, not of ${machine.pageSize}`,
    );
  }
  if (source === undefined) return { driver: "zero", ...common };
  const image = images.cramfs(source, offsetOf(valuePlace(place, "image")));
  if (image === undefined) return { driver: "zero", ...common };
  const node = findNode(file, context, () => {
    const { inode, errno } = lookupPath(image, common.path);
    if (inode !== undefined && inode.type === "reg") return inode;
    return errno === 0 ? "is not a regular file" : "is not in the image";
  });
  if (node === undefined) return { driver: "zero", ...common };
  return {
    driver: "cramfs",
    ...common,
    size: node.size,
    inode: node.ino,
    image,
    node,
    base,
    ...(revision !== undefined && { revision }),
  };
}

function resolveRomfs(file: DriverFile, context: DriverContext): InodeSpec {
  const { document, place, common } = file;
  const { image: source } = document;
  if (source === undefined) return { driver: "zero", ...common };
  const at = offsetOf(valuePlace(place, "image"));
  const image = context.images.romfs(source, at);
  if (image === undefined) return { driver: "zero", ...common };
  const node = findNode(file, context, () => {
    const inode = romfsLookup(image, common.path);
    if (inode?.type === ROMFS_TYPE.REGULAR) return inode;
    return inode === undefined ? "is not in the image" : "is no regular file";
  });
  if (node === undefined) return { driver: "zero", ...common };
  const mtd = document.mtd === undefined
    ? undefined
    : resolveMtd(file, context);
  if (mtd !== undefined && image.size > mtd.size) {
    context.problems.add(
      offsetOf(valuePlace(place, "mtd")),
      `Image of ${image.size} bytes is larger than the device, ${mtd.size}`,
    );
  }
  return {
    driver: "romfs",
    ...common,
    size: node.size,
    inode: node.ino,
    image,
    node,
    ...(mtd !== undefined && { mtd }),
  };
}

/** The file at the path, or a problem there. */
function findNode<T extends object>(
  { place, common }: DriverFile,
  { problems }: DriverContext,
  find: () => T | string,
): T | undefined {
  const at = offsetOf(valuePlace(place, "path"));
  try {
    const found = find();
    if (typeof found !== "string") return found;
    problems.add(at, `Path ${quote(common.path)} ${found}`);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.add(at, error.reason);
  }
  return undefined;
}

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
