/**
 * What the builder makes an image of.
 *
 * @module
 */

import { nameText } from "../name_text.ts";
import { InputError, onOneLine } from "../../errors.ts";
import { INODE_BYTES, MAX_FILE_BYTES, MAX_NAME_BYTES } from "./constants.ts";
import { compareBytes } from "./directory.ts";
import {
  CRAMFS_LAYOUTS,
  type CramfsLayout,
  type CramfsLayoutName,
} from "./layout.ts";

/** What every file has. */
export interface CramfsAttributes {
  /** Permission bits. Default 0o755 for directories, otherwise 0o644. */
  readonly mode?: number;
  /** Owner, up to 65535. Default 0. */
  readonly uid?: number;
  /** Group, up to 255. Default 0. */
  readonly gid?: number;
}

/** A regular file. */
export interface CramfsRegular extends CramfsAttributes {
  /** Kind of the file. */
  readonly type: "reg";
  /** What it holds, less than 16 MiB. */
  readonly contents: Uint8Array;
  /** How it is stored. Default `classic`. */
  readonly layout?: CramfsLayout | CramfsLayoutName;
}

/** A symbolic link. */
export interface CramfsLink extends CramfsAttributes {
  /** Kind of the file. */
  readonly type: "lnk";
  /** Where it leads. */
  readonly target: string;
}

/** A device, FIFO or socket. */
export interface CramfsSpecial extends CramfsAttributes {
  /** Kind of the file. */
  readonly type: "chr" | "blk" | "fifo" | "sock";
  /** Major and minor number, up to 255 each. Default 0, 0. */
  readonly device?: readonly [major: number, minor: number];
}

/** A directory. */
export interface CramfsTree extends CramfsAttributes {
  /** Kind of the file. */
  readonly type: "dir";
  /** Its files, by name. */
  readonly children:
    | Readonly<Record<string, CramfsNode>>
    | ReadonlyMap<string, CramfsNode>;
}

/** A file of any kind. */
export type CramfsNode =
  | CramfsRegular
  | CramfsLink
  | CramfsSpecial
  | CramfsTree;

/** A file with its place in its directory. */
export interface FlatEntry {
  /** Absolute path. */
  readonly path: string;
  /** What it is made of. */
  readonly node: CramfsNode;
  /** Permission bits. */
  readonly permissions: number;
  /** Name, not padded. */
  readonly nameBytes: Uint8Array;
  /** Byte of the image where its entry lies. */
  readonly position: number;
  /** Byte of the first entry of a directory that has any. */
  offset: number;
  /** Bytes of a directory's entries, or the number of a device. */
  size: number;
  /** Data, of a file or link. */
  readonly contents?: Uint8Array;
  /** How the data are stored. */
  readonly layout?: CramfsLayout;
}

/** Result of {@linkcode flattenTree}. */
export interface FlatTree {
  /** The root directory. */
  readonly root: FlatEntry;
  /** All others, directory by directory. */
  readonly entries: readonly FlatEntry[];
  /** First byte after the directories. */
  readonly end: number;
}

const ENCODER: TextEncoder = new TextEncoder();

/**
 * Gives every directory entry its place, from byte `at` of the image on.
 *
 * @throws {InputError} if a name or an attribute does not fit.
 */
export function flattenTree(root: CramfsTree, at: number): FlatTree {
  const rootEntry = flatten("/", root, ENCODER.encode(""), 0);
  const directories = [{ tree: root, entry: rootEntry }];
  const entries: FlatEntry[] = [];
  let end = at;
  for (const { tree, entry } of directories) {
    const start = end;
    for (const [name, node] of sortedChildren(tree, entry.path)) {
      const path = entry.path === "/"
        ? `/${name.text}`
        : `${entry.path}/${name.text}`;
      const child = flatten(path, node, name.bytes, end);
      entries.push(child);
      if (node.type === "dir") directories.push({ tree: node, entry: child });
      end += INODE_BYTES + Math.ceil(name.bytes.length / 4) * 4;
    }
    entry.size = end - start;
    entry.offset = entry.size === 0 ? 0 : start;
  }
  return { root: rootEntry, entries, end };
}

interface Name {
  readonly text: string;
  readonly bytes: Uint8Array;
}

function sortedChildren(tree: CramfsTree, path: string): [Name, CramfsNode][] {
  const { children } = tree;
  const pairs: [string, CramfsNode][] = children instanceof Map
    ? [...children]
    : Object.entries(children);
  return pairs
    .map(([text, node]): [Name, CramfsNode] => [
      { text, bytes: checkedName(text, path) },
      node,
    ])
    .sort(([a], [b]) => compareBytes(a.bytes, b.bytes));
}

function checkedName(text: string, path: string): Uint8Array {
  const bytes = ENCODER.encode(text);
  if (/^\.{0,2}$|[/\0]/.test(text)) {
    throw new InputError(
      `${nameText(text)} in ${onOneLine(path)} is no file name`,
    );
  }
  if (bytes.length > MAX_NAME_BYTES) {
    throw new InputError(
      `Name '${onOneLine(text)}' in ${
        onOneLine(path)
      } has ${bytes.length} bytes: ` +
        `at most ${MAX_NAME_BYTES} fit`,
    );
  }
  return bytes;
}

function flatten(
  path: string,
  node: CramfsNode,
  nameBytes: Uint8Array,
  position: number,
): FlatEntry {
  checkRange(path, "mode", node.mode ?? 0, 0o7777);
  checkRange(path, "uid", node.uid ?? 0, 0xffff);
  checkRange(path, "gid", node.gid ?? 0, 0xff);
  const usual = node.type === "dir" ? 0o755 : 0o644;
  const permissions = node.mode ?? (node.type === "lnk" ? 0o777 : usual);
  const common = { path, node, permissions, nameBytes, position, offset: 0 };
  if (node.type === "reg") {
    const { contents } = node;
    checkRange(path, "size", contents.length, MAX_FILE_BYTES);
    const layout = typeof node.layout === "string"
      ? CRAMFS_LAYOUTS[node.layout]
      : node.layout;
    return { ...common, size: 0, contents, ...(layout ? { layout } : {}) };
  }
  if (node.type === "lnk") {
    const contents = ENCODER.encode(node.target);
    checkRange(path, "size", contents.length, MAX_FILE_BYTES);
    return { ...common, size: 0, contents };
  }
  if (node.type === "dir") return { ...common, size: 0 };
  const [major, minor] = node.device ?? [0, 0];
  checkRange(path, "major number", major, 0xff);
  checkRange(path, "minor number", minor, 0xff);
  return { ...common, size: major * 0x100 + minor };
}

function checkRange(
  path: string,
  what: string,
  value: number,
  max: number,
): void {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new InputError(
      `File ${onOneLine(path)} has ${what} ${value}: at most ${max} fits`,
    );
  }
}
