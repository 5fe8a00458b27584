/**
 * Reading romfs images.
 *
 * @module
 */
import { InputError } from "../../errors.ts";
import {
  CHECKED_BYTES,
  HEADER_BYTES,
  MAX_ROMFS_NAME,
  ROMFS_SIGNATURE,
  ROMFS_TYPE,
  romfsAlign,
  romfsChecksum,
  TYPE_BITS,
} from "./constants.ts";

/** An image, as a kernel that mounted it sees it. */
export interface RomfsImage {
  /** The flash from the start of the image; may go on after its end. */
  readonly flash: Uint8Array;
  /** What the flash after {@linkcode RomfsImage.flash} holds. */
  readonly erased: number;
  /** Length in bytes, as stored. */
  readonly size: number;
  /** Name of the volume. */
  readonly name: string;
  /** Where the header of the root directory is. */
  readonly root: number;
}

/** A file of an image. */
export interface RomfsInode {
  /** Inode number: the byte where its header starts. */
  readonly ino: number;
  /** One of `ROMFS_TYPE`. */
  readonly type: number;
  /** Size in bytes. */
  readonly size: number;
  /** The byte where its data start, a multiple of 16. */
  readonly dataOffset: number;
  /** Where a hard link leads, or the first header of a directory. */
  readonly spec: number;
}

/** A header with its name and its successor. */
interface Header extends RomfsInode {
  readonly name: string;
  readonly next: number;
}

/** Most links that lead to each other: `ROMFS_MAX_HARDLINK_DEPTH`. */
const MAX_LINKS = 64;

const decoder = new TextDecoder();

/**
 * Reads the superblock, as a mount does: fs/romfs/super.c, romfs_fill_super().
 *
 * @throws {InputError} if a kernel would not mount the image, or if the bytes
 * are fewer than the superblock says.
 *
 * @example
 * ```ts
 * import { buildRomfs } from "./build.ts";
 * import { parseRomfs } from "./image.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = buildRomfs([], { name: "empty" });
 * assertEquals(parseRomfs(bytes).name, "empty");
 * ```
 */
export function parseRomfs(bytes: Uint8Array, erased = 0xff): RomfsImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = decoder.decode(bytes.subarray(0, 8));
  if (signature !== ROMFS_SIGNATURE || bytes.length < 2 * HEADER_BYTES) {
    throw new InputError("Wrong signature: not a romfs image");
  }
  const size = view.getUint32(8);
  if (size > bytes.length) {
    throw new InputError(
      `Image is truncated: ${bytes.length} bytes of ${size}`,
    );
  }
  const checked = Math.min(size, CHECKED_BYTES);
  if (size < HEADER_BYTES || romfsChecksum(view, 0, checked) !== 0) {
    throw new InputError("Bad initial checksum");
  }
  const name = nameAt(bytes, HEADER_BYTES, size);
  const root = romfsAlign(HEADER_BYTES + name.length + 1);
  return {
    flash: bytes,
    erased,
    size,
    name: decoder.decode(name),
    root,
  };
}

function nameAt(bytes: Uint8Array, at: number, size: number): Uint8Array {
  const name = bytes.subarray(at, Math.min(at + MAX_ROMFS_NAME, size));
  const end = name.indexOf(0);
  return end < 0 ? name : name.subarray(0, end);
}

function headerAt(image: RomfsImage, at: number): Header {
  const { flash, size } = image;
  if (at + HEADER_BYTES > size) {
    throw new InputError(`File header at byte ${at} leaves the image`);
  }
  const view = new DataView(flash.buffer, flash.byteOffset + at, HEADER_BYTES);
  const name = nameAt(flash, at + HEADER_BYTES, size);
  const next = view.getUint32(0);
  return {
    ino: at,
    type: next & TYPE_BITS,
    next: next - next % 16,
    spec: view.getUint32(4),
    size: view.getUint32(8),
    dataOffset: at + romfsAlign(HEADER_BYTES + name.length + 1),
    name: decoder.decode(name),
  };
}

/** The file that a header leads to, through hard links. */
function inodeAt(image: RomfsImage, at: number): RomfsInode {
  let position = at;
  for (let depth = 0; depth <= MAX_LINKS; depth++) {
    const header = headerAt(image, position);
    if (header.type !== ROMFS_TYPE.LINK) return header;
    position = header.spec - header.spec % 16;
  }
  throw new InputError(`File header at byte ${at} is a hard link to itself`);
}

/**
 * The file at an absolute path, or `undefined` if there is none. Mirrors
 * fs/romfs/super.c, romfs_lookup() and romfs_iget().
 *
 * @throws {InputError} if the image is damaged on the way.
 */
export function romfsLookup(
  image: RomfsImage,
  path: string,
): RomfsInode | undefined {
  let inode: RomfsInode | undefined = inodeAt(image, image.root);
  for (const name of path.split("/")) {
    if (name === "") continue;
    if (inode === undefined || inode.type !== ROMFS_TYPE.DIRECTORY) {
      return undefined;
    }
    inode = childOf(image, inode, name);
  }
  return inode;
}

function childOf(
  image: RomfsImage,
  directory: RomfsInode,
  name: string,
): RomfsInode | undefined {
  const seen = new Set<number>();
  let at = directory.spec - directory.spec % 16;
  while (at !== 0 && at < image.size) {
    if (seen.has(at)) {
      throw new InputError(`File header at byte ${at} is met twice`);
    }
    seen.add(at);
    const header = headerAt(image, at);
    if (header.name === name) return inodeAt(image, at);
    at = header.next;
  }
  return undefined;
}

/** Bytes of the flash from the start of the image; the target is filled. */
export function readRomfsFlash(
  { flash, erased }: RomfsImage,
  position: number,
  target: Uint8Array,
): void {
  target.fill(erased);
  if (position < flash.length) {
    target.set(flash.subarray(position, position + target.length));
  }
}
