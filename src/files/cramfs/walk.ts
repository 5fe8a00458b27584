/**
 * All files of a cramfs image.
 *
 * @module
 */

import { nameText } from "../name_text.ts";
import { InputError } from "../../errors.ts";
import { type CramfsEntry, MAX_ENTRIES, storedEntries } from "./directory.ts";
import type { CramfsImage } from "./image.ts";
import type { CramfsInode } from "./inode.ts";

/** Directories nested deeper than this are refused. */
export const MAX_DEPTH = 128;

/** One file of an image. */
export interface CramfsFile {
  /** Absolute path; `/` for the root. */
  readonly path: string;
  /** Its inode. */
  readonly inode: CramfsInode;
  /** Its directory entry; absent for the root. */
  readonly entry?: CramfsEntry;
}

/** Limits of a walk. */
export interface CramfsWalkOptions {
  /** Most entries in all. Default {@linkcode MAX_ENTRIES}. */
  readonly maxEntries?: number;
  /** Deepest nesting. Default {@linkcode MAX_DEPTH}. */
  readonly maxDepth?: number;
}

/**
 * The root and everything below it, each directory before its contents. Ends
 * for every input: a directory that is reached twice, directories that
 * together are larger than the image, too deep nesting and too many entries
 * are errors.
 *
 * @throws {InputError} if the image is damaged.
 *
 * @example
 * ```ts
 * import { buildCramfs } from "./build.ts";
 * import { parseCramfs } from "./image.ts";
 * import { walkCramfs } from "./walk.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const contents = new TextEncoder().encode("hello");
 * const image = parseCramfs(buildCramfs({
 *   type: "dir",
 *   children: { hello: { type: "reg", contents } },
 * }));
 * assertEquals([...walkCramfs(image)].map((f) => f.path), ["/", "/hello"]);
 * ```
 */
export function* walkCramfs(
  image: CramfsImage,
  options: CramfsWalkOptions = {},
): Generator<CramfsFile> {
  const { maxEntries = MAX_ENTRIES, maxDepth = MAX_DEPTH } = options;
  const seen = new Set<number>([image.root.ino]);
  const stack = [{ path: "", entries: storedEntries(image, image.root) }];
  let directoryBytes = image.root.size;
  let entries = 0;
  yield { path: "/", inode: image.root };
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.entries.next();
    if (next.done) {
      stack.pop();
      continue;
    }
    const entry = next.value;
    const { inode } = entry;
    const path = `${top.path}/${entry.name}`;
    if (++entries > maxEntries) {
      throw new InputError(`Image has more than ${maxEntries} files`);
    }
    if (inode.type === "dir" && inode.size > 0) {
      if (seen.has(inode.ino)) {
        throw new InputError(
          `Directory ${nameText(path)} has the entries of another ` +
            `directory, at byte ${inode.ino}`,
        );
      }
      seen.add(inode.ino);
      directoryBytes += inode.size;
      if (directoryBytes > image.flash.length) {
        throw new InputError(
          "Directories overlap: together they are larger than the image",
        );
      }
      if (stack.length >= maxDepth) {
        throw new InputError(
          `Directories are nested deeper than ${maxDepth} levels`,
        );
      }
      stack.push({ path, entries: storedEntries(image, inode) });
    }
    yield { path, inode, entry };
  }
}
