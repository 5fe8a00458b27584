/**
 * Reads a folder for the builder of images.
 *
 * @module
 */

import { InputError } from "../../errors.ts";
import { MAX_FILE_BYTES } from "../../files/cramfs/constants.ts";
import type { CramfsLayoutName } from "../../files/cramfs/layout.ts";
import type { CramfsNode, CramfsTree } from "../../files/cramfs/tree.ts";
import { withFile } from "./arguments.ts";

/** How the files at a path are stored. */
export interface LayoutRule {
  /** Path in the image of a file or folder. */
  readonly path: string;
  /** Layout of what is there. */
  readonly layout: CramfsLayoutName;
}

/** A folder that was read. */
export interface FolderTree {
  /** What is in it. */
  readonly tree: CramfsTree;
  /** Paths of rules that fit no file. */
  readonly unused: readonly string[];
}

/**
 * Reads everything below a folder. Symbolic links are stored, never followed.
 *
 * @throws {InputError} if something is not to be stored in an image.
 */
export function readFolder(
  folder: string,
  rules: readonly LayoutRule[],
): FolderTree {
  if (!withFile(folder, () => Deno.statSync(folder)).isDirectory) {
    throw new InputError("Not a folder", { file: folder });
  }
  const used = new Set<LayoutRule>();
  const tree = readDirectory(folder, "", rules, used);
  const unused = rules.filter((rule) => rule.path !== "/" && !used.has(rule))
    .map((rule) => rule.path);
  return { tree, unused };
}

function readDirectory(
  folder: string,
  path: string,
  rules: readonly LayoutRule[],
  used: Set<LayoutRule>,
): CramfsTree {
  const children = new Map<string, CramfsNode>();
  for (const name of listFolder(folder)) {
    const node = readNode(
      `${folder}/${name}`,
      `${path}/${name}`,
      rules,
      used,
    );
    children.set(name, node);
  }
  const { mode } = withFile(folder, () => Deno.statSync(folder));
  return { type: "dir", children, mode: (mode ?? 0o755) & 0o7777 };
}

function listFolder(folder: string): string[] {
  return withFile(
    folder,
    () => [...Deno.readDirSync(folder)].map(({ name }) => name),
  );
}

function readNode(
  file: string,
  path: string,
  rules: readonly LayoutRule[],
  used: Set<LayoutRule>,
): CramfsNode {
  const info = withFile(file, () => Deno.lstatSync(file));
  const mode = (info.mode ?? 0o644) & 0o7777;
  const fitting = rules.filter((rule) =>
    rule.path === "/" || path === rule.path || path.startsWith(`${rule.path}/`)
  );
  if (info.isDirectory) return readDirectory(file, path, rules, used);
  for (const rule of fitting) used.add(rule);
  if (info.isSymlink) {
    const target = withFile(file, () => Deno.readLinkSync(file));
    return { type: "lnk", target, mode: 0o777 };
  }
  if (info.isFile) {
    const contents = readContents(file, info);
    const layout = fitting.at(-1)?.layout ?? "classic";
    return { type: "reg", contents, layout, mode };
  }
  if (info.isFifo) return { type: "fifo", mode };
  if (info.isSocket) return { type: "sock", mode };
  const type = info.isCharDevice ? "chr" : "blk";
  return { type, device: deviceNumbers(info.rdev ?? 0), mode };
}

function readContents(
  file: string,
  seen: Deno.FileInfo,
): Uint8Array {
  if (seen.size > MAX_FILE_BYTES) {
    throw new InputError(
      `File has ${seen.size} bytes: at most ${MAX_FILE_BYTES} fit`,
      { file },
    );
  }
  return withFile(file, () => {
    using opened = Deno.openSync(file);
    const info = opened.statSync();
    if (info.dev !== seen.dev || info.ino !== seen.ino) {
      throw new InputError("Was replaced while it was read", { file });
    }
    const contents = new Uint8Array(info.size);
    let length = 0;
    while (length < contents.length) {
      const count = opened.readSync(contents.subarray(length));
      if (count === null) break;
      length += count;
    }
    return contents.subarray(0, length);
  });
}

function deviceNumbers(rdev: number): readonly [number, number] {
  const number = BigInt(rdev);
  const major = number >> 8n & 0xfffn | number >> 32n & 0xffff_f000n;
  const minor = number & 0xffn | number >> 12n & 0xffff_ff00n;
  return [Number(major), Number(minor)];
}
