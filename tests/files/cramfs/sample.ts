/**
 * Images and small helpers for the tests of cramfs.
 *
 * @module
 */

import {
  buildCramfs,
  type CramfsBuildOptions,
} from "../../../src/files/cramfs/build.ts";
import { lookupPath } from "../../../src/files/cramfs/directory.ts";
import {
  type CramfsImage,
  parseCramfs,
} from "../../../src/files/cramfs/image.ts";
import type { CramfsInode } from "../../../src/files/cramfs/inode.ts";
import type {
  CramfsLayout,
  CramfsLayoutName,
} from "../../../src/files/cramfs/layout.ts";
import type { CramfsMount } from "../../../src/files/cramfs/mount.ts";
import type { CramfsNode, CramfsTree } from "../../../src/files/cramfs/tree.ts";

/** Where the images of the tests are mounted. */
export const AT = 0x2200_0000;

/** A seeded source of numbers from 0 up to 1. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Bytes that are never zero, compress a little and differ with the seed. */
export function contents(length: number, seed: number): Uint8Array {
  const random = randomNumbers(seed);
  return Uint8Array.from(
    { length },
    (_, i) => i % 32 === 0 ? 1 + random() * 255 : 1 + i % 251,
  );
}

/** A file with contents of its own. */
export function file(
  length: number,
  seed: number,
  layout: CramfsLayout | CramfsLayoutName,
): CramfsNode {
  return { type: "reg", contents: contents(length, seed), layout };
}

/** Files in every layout; names as in the notes of the layouts. */
export const SAMPLE: CramfsTree = {
  type: "dir",
  children: {
    xip: file(0x3800, 1, "aligned"),
    full: file(0x4000, 2, "aligned"),
    cmid: file(20000, 3, {
      blocks: "direct",
      except: { 2: "direct-compressed" },
    }),
    kmid: file(20000, 4, { blocks: "direct", except: { 2: "compressed" } }),
    gap: file(20000, 5, { blocks: "direct", gaps: [2] }),
    shared: file(0x2400, 6, "dirty-tail"),
    ztail: file(0x2400, 7, "aligned"),
    zt: file(0x3400, 8, "aligned"),
    zu: file(0x4000, 9, "aligned"),
    jt: file(0x3400, 10, "dirty-tail"),
    ju: {
      type: "reg",
      contents: new Uint8Array(0x4000),
      layout: "aligned",
    },
    tinyz: file(100, 11, "aligned"),
    tinyj: file(100, 12, "dirty-tail"),
    unal: file(0x4000, 13, { blocks: "direct", phase: 0x104 }),
    back: file(14000, 14, "descending"),
    alias: {
      type: "reg",
      contents: contents(0x3800, 1).slice(0, 0x2000),
      layout: { blocks: "direct", alias: "/xip" },
    },
    classic: file(9000, 15, "classic"),
    literal: file(9000, 16, "literal"),
    hole: { type: "reg", contents: new Uint8Array(9000), layout: "holes" },
    empty: { type: "reg", contents: new Uint8Array(0) },
    dir: {
      type: "dir",
      mode: 0o1777,
      children: {
        link: { type: "lnk", target: "../xip" },
        null: { type: "chr", device: [1, 3], mode: 0o666 },
        sda1: { type: "blk", device: [8, 1] },
        fifo: { type: "fifo" },
        sock: { type: "sock" },
        none: { type: "dir", children: {} },
      },
    },
  },
};

/** An image of {@linkcode SAMPLE}. */
export function sampleImage(options: CramfsBuildOptions = {}): CramfsImage {
  const bytes = buildCramfs(SAMPLE, options);
  return parseCramfs(bytes, { endian: "any" });
}

/** An image of some files in the root directory. */
export function imageOf(
  children: Readonly<Record<string, CramfsNode>>,
  options: CramfsBuildOptions = {},
): CramfsImage {
  return parseCramfs(buildCramfs({ type: "dir", children }, options));
}

/** The image at {@linkcode AT}. */
export function mountOf(image: CramfsImage): CramfsMount {
  return { image, at: AT, bits: 64 };
}

/** The inode at a path that exists. */
export function inodeAt(image: CramfsImage, path: string): CramfsInode {
  const { inode } = lookupPath(image, path);
  if (inode === undefined) throw new Error(`No ${path} in the image`);
  return inode;
}

/** A copy of the image whose bytes can be changed. */
export function copyOf(image: CramfsImage): [Uint8Array, DataView] {
  const bytes = image.flash.slice();
  return [bytes, new DataView(bytes.buffer)];
}
