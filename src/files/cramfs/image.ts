/**
 * The superblock of a cramfs image and access to its bytes.
 *
 * @module
 */

import { InputError } from "../../errors.ts";
import {
  CRAMFS_FLAG,
  CRAMFS_MAGIC,
  CRAMFS_MAGIC_WRONG_ENDIAN,
  SUPERBLOCK_BYTES,
  SUPPORTED_FLAGS,
  UNKNOWN_IMAGE_BYTES,
} from "./constants.ts";
import { crc32 } from "./crc32.ts";
import { type CramfsInode, decodeInode, makeInode } from "./inode.ts";
import { type Inflate, inflate } from "./zlib.ts";

/** How an image is read. */
export interface CramfsOptions {
  /** Byte order of the machine; `"any"` takes the image's. Default little. */
  readonly endian?: "little" | "big" | "any";
  /** What the flash after the given bytes holds. Default 0xff, erased. */
  readonly erased?: number;
  /** Name of the image, for error messages. */
  readonly file?: string;
  /** Replaces the platform's zlib. */
  readonly inflate?: Inflate;
}

/** The superblock without its root inode. */
export interface CramfsSuperblock {
  /** Where it is: byte 0 or 512. */
  readonly offset: number;
  /** Length of the image in bytes, as stored. */
  readonly size: number;
  /** `CRAMFS_FLAG_*`. */
  readonly flags: number;
  /** Bytes 16 to 31, usually {@linkcode CRAMFS_SIGNATURE}. */
  readonly signature: string;
  /** Checksum as stored. */
  readonly crc: number;
  /** Edition of the image. */
  readonly edition: number;
  /** Data blocks, for statfs only. */
  readonly blocks: number;
  /** Files, for statfs only. */
  readonly files: number;
  /** Name of the volume. */
  readonly name: string;
}

/** An image in flash, as a kernel that mounted it sees it. */
export interface CramfsImage {
  /** The flash from the start of the image; may go on after its end. */
  readonly flash: Uint8Array;
  /** The same bytes. */
  readonly view: DataView;
  /** What the flash after {@linkcode CramfsImage.flash} holds. */
  readonly erased: number;
  /** Byte order of the image. */
  readonly littleEndian: boolean;
  /** Length in bytes that the kernel goes by. */
  readonly size: number;
  /** The superblock. */
  readonly superblock: CramfsSuperblock;
  /** The root directory. */
  readonly root: CramfsInode;
  /** Inflates a block. */
  readonly inflate: Inflate;
}

/**
 * Reads the superblock, as a mount does: fs/cramfs/inode.c,
 * cramfs_read_super(). Directories and files are read on demand.
 *
 * @throws {InputError} if a kernel would not mount the image, or if the bytes
 * are fewer than the superblock says.
 *
 * @example
 * ```ts
 * import { buildCramfs } from "./build.ts";
 * import { parseCramfs } from "./image.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = buildCramfs({ type: "dir", children: {} }, { name: "empty" });
 * const image = parseCramfs(bytes);
 * assertEquals(image.superblock.name, "empty");
 * assertEquals(image.size, 4096);
 * ```
 */
export function parseCramfs(
  bytes: Uint8Array,
  options: CramfsOptions = {},
): CramfsImage {
  const fail = (reason: string): never => {
    throw new InputError(
      reason,
      options.file === undefined ? {} : { file: options.file },
    );
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = findEndian(view, options.endian ?? "little", fail);
  const at = magicAt(view, 0, littleEndian) === CRAMFS_MAGIC ? 0 : 512;
  if (at + SUPERBLOCK_BYTES > bytes.length) {
    fail(
      `Image is truncated: no room for a superblock in ${bytes.length} bytes`,
    );
  }
  const superblock = readSuperblock(bytes, view, at, littleEndian);
  const { flags } = superblock;
  if ((flags & ~SUPPORTED_FLAGS) !== 0) {
    fail(`Unsupported filesystem features: flags 0x${flags.toString(16)}`);
  }
  const position = at + SUPERBLOCK_BYTES - 12;
  const fields = decodeInode(view, position, littleEndian);
  const root = makeInode({ ...fields, mode: fields.mode | 0o555 }, 0);
  if (root.type !== "dir") {
    fail(`Root is not a directory: mode 0o${fields.mode.toString(8)}`);
  }
  const shifted = (flags & CRAMFS_FLAG.SHIFTED_ROOT_OFFSET) !== 0;
  if (!shifted && ![0, 76, 588].includes(fields.offset)) {
    fail(`Bad root offset ${fields.offset}`);
  }
  const sized = (flags & CRAMFS_FLAG.FSID_VERSION_2) !== 0;
  if (sized && superblock.size > bytes.length) {
    fail(
      `Image is truncated: ${bytes.length} bytes of ${superblock.size}`,
    );
  }
  if (sized && superblock.size < at + SUPERBLOCK_BYTES) {
    fail(`Size ${superblock.size} in the superblock is too small`);
  }
  return {
    flash: bytes,
    view,
    erased: options.erased ?? 0xff,
    littleEndian,
    size: sized ? superblock.size : UNKNOWN_IMAGE_BYTES,
    superblock,
    root,
    inflate: options.inflate ?? inflate,
  };
}

function magicAt(view: DataView, at: number, littleEndian: boolean): number {
  return at + 4 > view.byteLength ? 0 : view.getUint32(at, littleEndian);
}

function findEndian(
  view: DataView,
  wanted: "little" | "big" | "any",
  fail: (reason: string) => never,
): boolean {
  const little = wanted !== "big";
  for (const at of [0, 512]) {
    const magic = magicAt(view, at, little);
    if (magic === CRAMFS_MAGIC) return little;
    if (magic !== CRAMFS_MAGIC_WRONG_ENDIAN) continue;
    if (wanted === "any") return !little;
    return fail(
      `Wrong endianness: the image is ${little ? "big" : "little"}-endian`,
    );
  }
  const found = magicAt(view, 0, little).toString(16);
  return fail(`Wrong magic 0x${found}: not a cramfs image`);
}

function readSuperblock(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  littleEndian: boolean,
): CramfsSuperblock {
  const word = (offset: number) => view.getUint32(at + offset, littleEndian);
  const text = (offset: number) =>
    String.fromCharCode(...bytes.subarray(at + offset, at + offset + 16))
      .replace(/\0.*$/s, "");
  return {
    offset: at,
    size: word(4),
    flags: word(8),
    signature: text(16),
    crc: word(32),
    edition: word(36),
    blocks: word(40),
    files: word(44),
    name: text(48),
  };
}

/** A word of the flash, wherever it lies, in the image's byte order. */
export function readWord(image: CramfsImage, at: number): number {
  const { view, littleEndian } = image;
  if (at >= 0 && at + 4 <= view.byteLength) {
    return view.getUint32(at, littleEndian);
  }
  const bytes = readFlash(image, at, 4);
  return new DataView(bytes.buffer).getUint32(0, littleEndian);
}

/** Bytes of the flash, wherever they lie; a view of the image if it can be. */
export function readFlash(
  image: CramfsImage,
  at: number,
  length: number,
): Uint8Array {
  const { flash, erased } = image;
  if (at + length <= flash.length) return flash.subarray(at, at + length);
  const bytes = new Uint8Array(length).fill(erased);
  if (at < flash.length) bytes.set(flash.subarray(at));
  return bytes;
}

/**
 * Bytes as the filesystem gets them when it reads flash in place, or
 * `undefined` for the zero page it gets if they cross the size in the
 * superblock: fs/cramfs/inode.c, cramfs_direct_read().
 */
export function readDirect(
  image: CramfsImage,
  at: number,
  length: number,
): Uint8Array | undefined {
  if (at + length > image.size) return undefined;
  if (at + length <= image.flash.length) {
    return image.flash.subarray(at, at + length);
  }
  return readFlash(image, at, length);
}

/**
 * The checksum that the stored one should equal. Kernels do not check it;
 * `fsck.cramfs` does.
 */
export function computeCrc(image: CramfsImage): number {
  const { offset, size } = image.superblock;
  const end = Math.min(size, image.flash.length);
  const head = crc32(image.flash.subarray(offset, offset + 32));
  const rest = crc32(new Uint8Array(4), head);
  return crc32(image.flash.subarray(offset + 36, end), rest);
}
