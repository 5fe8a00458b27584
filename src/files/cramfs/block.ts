/**
 * The blocks of a file: where they are, what they hold, and what a kernel
 * reads of them.
 *
 * @module
 */
import { ERRNO } from "../../abi/errno.ts";
import { InputError } from "../../errors.ts";
import {
  BLOCK_ADDRESS,
  BLOCK_BYTES,
  BLOCK_DIRECT,
  BLOCK_UNCOMPRESSED,
} from "./constants.ts";
import type { CramfsHazard } from "../../policy/hazards/cramfs.ts";
import { type CramfsImage, readDirect } from "./image.ts";
import type { CramfsInode } from "./inode.ts";

/** How a block is stored. */
export type BlockKind =
  | "compressed"
  | "literal"
  | "hole"
  | "direct"
  | "direct-compressed";

/** Where a block of a file is. */
export interface CramfsBlock {
  /** How it is stored. */
  readonly kind: BlockKind;
  /** Byte of the image where its data start. */
  readonly start: number;
  /** Bytes that it takes there. */
  readonly length: number;
  /** The block pointer, as a word. */
  readonly pointer: number;
  /** The pointer could not be read. */
  readonly hazard?: CramfsHazard;
}

/** What a kernel reads of one page of a file. */
export interface CramfsPage {
  /** 0, or EIO if the page cannot be read. */
  readonly errno: number;
  /**
   * The 4096 bytes of the page cache. After the end of the file they are zero,
   * unless the last block is longer than the rest of the file.
   */
  readonly bytes: Uint8Array;
  /** The kernel does not read what is stored. */
  readonly hazard?: CramfsHazard;
}

/** Number of blocks of a file. */
export function blocksOf(inode: CramfsInode): number {
  return Math.ceil(inode.size / BLOCK_BYTES);
}

function wordAt(image: CramfsImage, at: number): number | undefined {
  const bytes = readDirect(image, at, 4);
  if (bytes === undefined) return undefined;
  return dataView(bytes).getUint32(0, image.littleEndian);
}

function halfWordAt(image: CramfsImage, at: number): number {
  const bytes = readDirect(image, at, 2);
  if (bytes === undefined) return 0;
  return dataView(bytes).getUint16(0, image.littleEndian);
}

function dataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Finds the block of page `index` (from 0, less than {@linkcode blocksOf}).
 * The last block of a direct file is as long as the rest of the file. Mirrors
 * fs/cramfs/inode.c, cramfs_read_folio(), 32-bit wrap-around included.
 */
export function locateBlock(
  image: CramfsImage,
  inode: CramfsInode,
  index: number,
): CramfsBlock {
  const table = inode.ino;
  const stored = wordAt(image, table + index * 4);
  const pointer = stored ?? 0;
  const uncompressed = (pointer & BLOCK_UNCOMPRESSED) !== 0;
  const address = pointer & BLOCK_ADDRESS;
  const hazard = stored === undefined
    ? { hazard: "pointer-outside-image" as const }
    : {};
  if (pointer & BLOCK_DIRECT) {
    const start = address * 4;
    if (!uncompressed) {
      const length = halfWordAt(image, start);
      const kind = length === 0 ? "hole" : "direct-compressed";
      return { kind, start: start + 2, length, pointer };
    }
    const last = index === blocksOf(inode) - 1;
    const rest = inode.size % BLOCK_BYTES;
    const length = last && rest !== 0 ? rest : BLOCK_BYTES;
    return { kind: "direct", start, length, pointer };
  }
  const start = index === 0
    ? table + blocksOf(inode) * 4 & BLOCK_ADDRESS
    : endOfBlock(image, wordAt(image, table + index * 4 - 4) ?? 0);
  const length = (address - start) >>> 0;
  const kind = length === 0 ? "hole" : uncompressed ? "literal" : "compressed";
  return { kind, start, length, pointer, ...hazard };
}

function endOfBlock(image: CramfsImage, pointer: number): number {
  if (!(pointer & BLOCK_DIRECT)) return pointer & BLOCK_ADDRESS;
  const start = (pointer & BLOCK_ADDRESS) * 4;
  const length = pointer & BLOCK_UNCOMPRESSED
    ? BLOCK_BYTES
    : 2 + halfWordAt(image, start);
  return start + length & BLOCK_ADDRESS;
}

/**
 * What a kernel reads of page `index` of a file or symbolic link, with the
 * flash in place: fs/cramfs/inode.c, cramfs_read_folio(). Pages after the end
 * of the file read as zeros. Never throws for a damaged image.
 */
export function readPage(
  image: CramfsImage,
  inode: CramfsInode,
  index: number,
): CramfsPage {
  const bytes = new Uint8Array(BLOCK_BYTES);
  if (index >= blocksOf(inode)) return { errno: 0, bytes };
  const block = locateBlock(image, inode, index);
  const { kind, start, length } = block;
  const damage = block.hazard ?? "bad-block-size";
  if (kind === "hole") return withHazard(0, bytes, block.hazard);
  if (kind === "direct" && lastBlockReadsZeros(image, inode, index)) {
    return { errno: 0, bytes, hazard: "last-full-block-reads-zeros" };
  }
  if (length > 2 * BLOCK_BYTES || kind === "literal" && length > BLOCK_BYTES) {
    return { errno: ERRNO.EIO, bytes, hazard: damage };
  }
  const data = readDirect(image, start, length);
  if (kind === "direct" || kind === "literal") {
    if (data !== undefined) bytes.set(data);
    const hazard = data === undefined ? "block-crosses-image-end" : undefined;
    return withHazard(0, bytes, hazard);
  }
  const inflated = data && tryInflate(image, data);
  if (inflated === undefined) {
    const hazard = data === undefined
      ? "block-crosses-image-end"
      : "bad-compressed-data";
    return { errno: ERRNO.EIO, bytes, hazard };
  }
  bytes.set(inflated);
  return { errno: 0, bytes };
}

function withHazard(
  errno: number,
  bytes: Uint8Array,
  hazard: CramfsHazard | undefined,
): CramfsPage {
  return hazard === undefined ? { errno, bytes } : { errno, bytes, hazard };
}

/**
 * Whether a read of page `index` gives zeros although it is stored: the last
 * block, direct and uncompressed, of a file that ends on a page boundary.
 */
export function lastBlockReadsZeros(
  image: CramfsImage,
  inode: CramfsInode,
  index: number,
): boolean {
  if (inode.size === 0 || inode.size % BLOCK_BYTES !== 0) return false;
  if (index !== blocksOf(inode) - 1) return false;
  const pointer = wordAt(image, inode.ino + index * 4) ?? 0;
  return (pointer & BLOCK_DIRECT) !== 0 && (pointer & BLOCK_UNCOMPRESSED) !== 0;
}

function tryInflate(
  image: CramfsImage,
  data: Uint8Array,
): Uint8Array | undefined {
  try {
    return image.inflate(data, BLOCK_BYTES);
  } catch (error) {
    if (error instanceof InputError) throw error;
    return undefined;
  }
}

/**
 * The bytes of a block, unpacked; none of a hole.
 *
 * @throws {InputError} if the image is damaged there.
 */
export function storedBlock(
  image: CramfsImage,
  inode: CramfsInode,
  index: number,
): Uint8Array {
  const block = locateBlock(image, inode, index);
  const { kind, start, length } = block;
  const fail = (what: string): never => {
    throw new InputError(
      `Block ${index} at byte ${start} ${what}: pointer ` +
        `0x${block.pointer.toString(16)} in the table at byte ${inode.ino}`,
    );
  };
  if (block.hazard !== undefined) fail("has its pointer outside the image");
  if (kind === "hole") return new Uint8Array(0);
  const limit = kind === "literal" ? BLOCK_BYTES : 2 * BLOCK_BYTES;
  if (length > limit) fail(`has ${length} bytes`);
  const end = Math.min(image.size, image.flash.length);
  if (start + length > end) fail("leaves the image");
  const data = image.flash.subarray(start, start + length);
  if (kind === "direct" || kind === "literal") return data;
  return tryInflate(image, data) ?? fail("does not inflate");
}
