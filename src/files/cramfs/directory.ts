/**
 * Directories of a cramfs image.
 *
 * @module
 */

import { nameText } from "../name_text.ts";
import { ERRNO } from "../../abi/errno.ts";
import { InputError } from "../../errors.ts";
import { CRAMFS_FLAG, ENTRY_WINDOW, INODE_BYTES } from "./constants.ts";
import type { CramfsHazard } from "../../policy/hazards/cramfs.ts";
import type { CramfsImage } from "./image.ts";
import {
  type CramfsInode,
  type CramfsInodeFields,
  decodeInode,
  makeInode,
} from "./inode.ts";

/** Directories with more entries than this are refused. */
export const MAX_ENTRIES = 0x2_0000;

/** One entry of a directory. */
export interface CramfsEntry {
  /** Name, decoded as UTF-8. */
  readonly name: string;
  /** The bytes of the name. */
  readonly nameBytes: Uint8Array;
  /** Byte of the image where the entry starts. */
  readonly position: number;
  /** Its inode. */
  readonly inode: CramfsInode;
}

/** What a kernel lists of a directory. */
export interface CramfsListing {
  /** Entries before the error, if there is one. */
  readonly entries: readonly CramfsEntry[];
  /** 0, or EIO if the listing breaks off. */
  readonly errno: number;
  /** Why it breaks off. */
  readonly hazard?: CramfsHazard;
}

/** The answer of a lookup. */
export interface CramfsLookup {
  /** 0, ENOENT, EIO or ENOTDIR. */
  readonly errno: number;
  /** The inode, if `errno` is 0. */
  readonly inode?: CramfsInode;
  /** Why the kernel does not find what is there. */
  readonly hazard?: CramfsHazard;
}

const UTF8: TextDecoder = new TextDecoder();
const UTF8_BYTES: TextEncoder = new TextEncoder();
const NO_FIELDS: CramfsInodeFields = {
  mode: 0,
  uid: 0,
  gid: 0,
  size: 0,
  nameBytes: 0,
  offset: 0,
};

interface RawEntry {
  readonly fields: CramfsInodeFields;
  readonly padded: Uint8Array;
}

const NO_ENTRY: RawEntry = { fields: NO_FIELDS, padded: new Uint8Array(0) };

function rawEntry(image: CramfsImage, at: number, window: number): RawEntry {
  const { flash, view, size, littleEndian } = image;
  const from = at + INODE_BYTES;
  if (at + window > size || from > flash.length) return NO_ENTRY;
  const fields = decodeInode(view, at, littleEndian);
  const end = from + fields.nameBytes;
  if (end > size || end > flash.length) return NO_ENTRY;
  return { fields, padded: flash.subarray(from, end) };
}

function trimName(padded: Uint8Array): Uint8Array {
  let length = padded.length;
  while (length > 0 && padded[length - 1] === 0) length--;
  return padded.subarray(0, length);
}

/**
 * The entries that are stored, one at a time, also those that a kernel cannot
 * list because 264 bytes from there cross the end of the image.
 *
 * @throws {InputError} if the directory is damaged: it leaves the image, or a
 * name is empty, `.`, `..` or has a slash or NUL.
 */
export function* storedEntries(
  image: CramfsImage,
  directory: CramfsInode,
): Generator<CramfsEntry> {
  let offset = 0;
  while (offset < directory.size) {
    const position = directory.ino + offset;
    const { fields, padded } = rawEntry(image, position, INODE_BYTES);
    if (fields === NO_FIELDS) {
      throw new InputError(
        `Directory entry at byte ${position} leaves the image`,
      );
    }
    const nameBytes = trimName(padded);
    const name = UTF8.decode(nameBytes);
    if (/^\.{0,2}$|[/\0]/.test(name)) {
      throw new InputError(
        `Directory entry at byte ${position} has the name ` +
          nameText(name),
      );
    }
    const inode = makeInode(fields, position);
    yield { name, nameBytes, position, inode };
    offset += INODE_BYTES + fields.nameBytes;
  }
}

/**
 * What a kernel lists: fs/cramfs/inode.c, cramfs_readdir(). It breaks off with
 * EIO at a name of no bytes and where an entry's 264 bytes cross the end of
 * the image.
 *
 * @throws {InputError} if there are more than {@linkcode MAX_ENTRIES} entries.
 */
export function readdir(
  image: CramfsImage,
  directory: CramfsInode,
): CramfsListing {
  const entries: CramfsEntry[] = [];
  let offset = 0;
  while (offset < directory.size) {
    const position = directory.ino + offset;
    const { fields, padded } = rawEntry(image, position, ENTRY_WINDOW);
    const nameBytes = trimName(padded);
    if (nameBytes.length === 0) {
      const hazard = fields === NO_FIELDS
        ? "entry-crosses-image-end"
        : "empty-name";
      return { entries, errno: ERRNO.EIO, hazard };
    }
    if (entries.length === MAX_ENTRIES) {
      throw new InputError(`Directory has more than ${MAX_ENTRIES} entries`);
    }
    const inode = makeInode(fields, position);
    entries.push({ name: UTF8.decode(nameBytes), nameBytes, position, inode });
    offset += INODE_BYTES + fields.nameBytes;
  }
  return { entries, errno: 0 };
}

/**
 * Looks one name up as a kernel does: fs/cramfs/inode.c, cramfs_lookup(). In
 * an image with sorted directories the search ends at the first greater name.
 */
export function lookup(
  image: CramfsImage,
  directory: CramfsInode,
  name: string,
): CramfsLookup {
  const wanted = UTF8_BYTES.encode(name);
  const padded = wanted.length + 3 & ~3;
  const sorted = image.superblock.flags & CRAMFS_FLAG.SORTED_DIRS;
  let crossed = false;
  let offset = 0;
  while (offset < directory.size) {
    const position = directory.ino + offset;
    const entry = rawEntry(image, position, ENTRY_WINDOW);
    const { fields } = entry;
    if (fields === NO_FIELDS) crossed = true;
    const first = fields.nameBytes > 0 ? entry.padded[0]! : 0;
    if (sorted && fields !== NO_FIELDS && wanted[0]! < first) break;
    offset += INODE_BYTES + fields.nameBytes;
    if (fields.nameBytes !== padded) continue;
    const found = trimName(entry.padded);
    if (found.length === 0) return { errno: ERRNO.EIO, hazard: "empty-name" };
    if (found.length !== wanted.length) continue;
    const order = compareBytes(wanted, found);
    if (order === 0) return { errno: 0, inode: makeInode(fields, position) };
    if (order < 0 && sorted) break;
  }
  const hazard = hiddenBy(image, directory, wanted, crossed);
  return {
    errno: ERRNO.ENOENT,
    ...(hazard === undefined ? {} : { hazard }),
  };
}

function hiddenBy(
  image: CramfsImage,
  directory: CramfsInode,
  wanted: Uint8Array,
  crossed: boolean,
): CramfsHazard | undefined {
  let offset = 0;
  while (offset < directory.size) {
    const position = directory.ino + offset;
    const { fields, padded } = rawEntry(image, position, INODE_BYTES);
    if (fields === NO_FIELDS) return undefined;
    const found = trimName(padded);
    if (found.length === wanted.length && compareBytes(wanted, found) === 0) {
      return crossed ? "entry-crosses-image-end" : "unsorted-directory";
    }
    offset += INODE_BYTES + fields.nameBytes;
  }
  return undefined;
}

/** Order of two names: unsigned bytes, then length. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a[i] !== b[i]) return a[i]! - b[i]!;
  }
  return a.length - b.length;
}

/**
 * Looks a path up from the root, component by component, as a kernel does.
 * Symbolic links are not followed.
 */
export function lookupPath(image: CramfsImage, path: string): CramfsLookup {
  let inode = image.root;
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (inode.type !== "dir") return { errno: ERRNO.ENOTDIR };
    const answer = lookup(image, inode, name);
    if (answer.inode === undefined) return answer;
    inode = answer.inode;
  }
  return { errno: 0, inode };
}
