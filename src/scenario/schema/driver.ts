/**
 * Schema of the keys of a file that belong to a real driver.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import {
  CRAMFS_REVISIONS,
  type CramfsRevision,
} from "../../files/cramfs/revisions.ts";
import { MTD_TYPES, type MtdType } from "../../files/mtd.ts";
import type { InodeSpec } from "../types.ts";
import { image, type ImageSource } from "./image.ts";
import { choice, deferred, type Schema } from "./kit.ts";
import { type Keys, mapping, optional, required } from "./mapping.ts";
import { flag, numberUpTo, word } from "./value.ts";

/** Names of the drivers. */
export type DriverName = Exclude<InodeSpec["driver"], "scripted">;

/** A memory technology device, as the file gives it. */
export interface MtdDocument {
  readonly type: MtdType;
  readonly at: Word;
  readonly size?: number;
  readonly point?: boolean;
}

/** What only a frame buffer has, as the file gives it. */
export interface FbDocument {
  readonly get_unmapped_area?: boolean;
  readonly fb_mmap?: boolean;
}

/** What only /dev/mem has, as the file gives it. */
export interface MemDocument {
  readonly limit?: Word;
}

/** The keys, as the file gives them. */
export interface DriverDocument {
  readonly driver?: DriverName;
  readonly image?: ImageSource;
  readonly at?: Word;
  readonly revision?: CramfsRevision;
  readonly mtd?: MtdDocument;
  readonly fb?: FbDocument;
  readonly mem?: MemDocument;
}

/** Names of the drivers, for messages. */
const DRIVER_NAMES: readonly DriverName[] = [
  "ramfs",
  "cramfs",
  "romfs",
  "mtd",
  "mem",
  "zero",
  "fb",
  "block",
  "pipe",
  "socket",
  "directory",
];

/** Largest device, in bytes. */
const LARGEST_DEVICE = 2 ** 32;

const mtd: Schema<MtdDocument> = deferred(() =>
  mapping<MtdDocument>("mtd", {
    type: required(
      choice("type of a device", MTD_TYPES),
      "MTD_RAM, MTD_ROM, MTD_NORFLASH or MTD_NANDFLASH",
    ),
    at: required(word, "Physical address of its first byte"),
    size: optional(
      numberUpTo(LARGEST_DEVICE),
      "Length in bytes; 32MiB if left out",
    ),
    point: optional(
      flag,
      "Whether it can be addressed as memory; left out: unless it is NAND",
    ),
  })
);

const fb: Schema<FbDocument> = deferred(() =>
  mapping<FbDocument>("fb", {
    get_unmapped_area: optional(
      flag,
      "CONFIG_FB_PROVIDE_GET_FB_UNMAPPED_AREA; false if left out",
    ),
    fb_mmap: optional(
      flag,
      "Whether the driver has the operation fb_mmap; true if left out",
    ),
  })
);

const mem: Schema<MemDocument> = deferred(() =>
  mapping<MemDocument>("mem", {
    limit: optional(
      word,
      "First address that may not be mapped; left out: all may be",
    ),
  })
);

/** The schema of each key. */
export const driverKeys: Keys<DriverDocument> = {
  driver: optional(
    choice("driver", DRIVER_NAMES),
    "A real driver in place of a scripted one",
  ),
  image: optional(
    image,
    "With driver cramfs or romfs: a name of images, or of a file beside the " +
      "scenario, or how the image is made",
  ),
  at: optional(
    word,
    "Physical address of a cramfs image or of a frame buffer; left out: the " +
      "image is on a block device",
  ),
  revision: optional(
    choice(
      "revision",
      Object.keys(CRAMFS_REVISIONS) as CramfsRevision[],
    ),
    "Revision of cramfs; left out: that of the kernel",
  ),
  mtd: optional(
    mtd,
    "The device of driver mtd, or the one that holds a romfs image; left " +
      "out: the image is on a block device",
  ),
  fb: optional(fb, "What the frame buffer has"),
  mem: optional(mem, "What of /dev/mem can be mapped"),
};
