/**
 * Inodes of real drivers and file systems.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { CramfsImage } from "../../files/cramfs/image.ts";
import type { CramfsInode } from "../../files/cramfs/inode.ts";
import type { CramfsRevision } from "../../files/cramfs/revisions.ts";
import type { MtdDevice } from "../../files/mtd.ts";
import type { RomfsImage, RomfsInode } from "../../files/romfs/image.ts";
import type { CommonInode } from "./inode.ts";

export type {
  CramfsImage,
  CramfsSuperblock,
} from "../../files/cramfs/image.ts";
export type { CramfsInode, CramfsType } from "../../files/cramfs/inode.ts";
export type { CramfsRevision } from "../../files/cramfs/revisions.ts";
export type { Inflate } from "../../files/cramfs/zlib.ts";
export type { MtdDevice, MtdType } from "../../files/mtd.ts";
export type { RomfsImage, RomfsInode } from "../../files/romfs/image.ts";

/** A file of a cramfs image. */
export interface CramfsFile extends CommonInode {
  /** Tells the drivers apart. */
  readonly driver: "cramfs";
  /** The image. */
  readonly image: CramfsImage;
  /** The file. */
  readonly node: CramfsInode;
  /** Physical address of the image; 0: it is on a block device. */
  readonly base: Word;
  /** Revision of the file system; left out: that of the kernel. */
  readonly revision?: CramfsRevision;
}

/** A file of a romfs image. */
export interface RomfsFile extends CommonInode {
  /** Tells the drivers apart. */
  readonly driver: "romfs";
  /** The image. */
  readonly image: RomfsImage;
  /** The file. */
  readonly node: RomfsInode;
  /** The device that holds it; left out: a block device. */
  readonly mtd?: MtdDevice;
}

/** A memory technology device as a character device. */
export interface MtdFile extends CommonInode {
  /** Tells the drivers apart. */
  readonly driver: "mtd";
  /** The device. */
  readonly mtd: MtdDevice;
}

/** /dev/mem. */
export interface MemFile extends CommonInode {
  /** Tells the drivers apart. */
  readonly driver: "mem";
  /** First address that may not be mapped; left out: all may be. */
  readonly limit?: Word;
}

/** A frame buffer. */
export interface FbFile extends CommonInode {
  /** Tells the drivers apart. */
  readonly driver: "fb";
  /** Its physical address. */
  readonly base: Word;
  /** It has a `get_unmapped_area` operation. */
  readonly getUnmappedArea: boolean;
  /** Its driver has an `fb_mmap` operation. */
  readonly fbMmap: boolean;
}

/** A file about which there is nothing more to say. */
export interface PlainFile extends CommonInode {
  /** Tells the drivers apart. */
  readonly driver: "zero" | "block" | "pipe" | "socket" | "directory";
}

/** An inode of a real driver other than ramfs. */
export type StockInode =
  | CramfsFile
  | RomfsFile
  | MtdFile
  | MemFile
  | FbFile
  | PlainFile;
