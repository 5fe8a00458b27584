/**
 * Damaged images of cramfs.
 *
 * @module
 */

import { blocksOf } from "../../../src/files/cramfs/block.ts";
import type { CramfsImage } from "../../../src/files/cramfs/image.ts";
import { walkCramfs } from "../../../src/files/cramfs/walk.ts";
import { copyOf, file, imageOf, randomNumbers } from "./sample.ts";

/** A small image with a file of every kind of block. */
export const SMALL: CramfsImage = imageOf({
  classic: file(5000, 1, "classic"),
  literal: file(5000, 2, "literal"),
  packed: file(5000, 3, "packed"),
  mixed: file(9000, 4, { blocks: "direct", except: { 1: "compressed" } }),
  short: file(300, 5, { blocks: "direct-compressed" }),
  d: {
    type: "dir",
    children: {
      link: { type: "lnk", target: "../classic" },
      e: { type: "dir", children: { f: file(10, 6, "classic") } },
      g: { type: "dir", children: { h: file(10, 7, "classic") } },
    },
  },
}, { pad: false });

/** Where the entries, the block pointers and the superblock lie. */
const targets: number[] = [];
for (const { inode, entry } of walkCramfs(SMALL)) {
  if (entry !== undefined) targets.push(entry.position, entry.position + 8);
  for (let i = 0; i < blocksOf(inode) && inode.type === "reg"; i++) {
    targets.push(inode.ino + i * 4);
  }
}
targets.push(0, 4, 8, 64, 68, 72);

/** The image with a few changes, which depend on the seed alone. */
export function damagedImage(seed: number): Uint8Array {
  const random = randomNumbers(seed);
  const [bytes, view] = copyOf(SMALL);
  const changes = 1 + Math.floor(random() * 4);
  for (let i = 0; i < changes; i++) {
    const somewhere = Math.floor(random() * (bytes.length - 4));
    const target = targets[Math.floor(random() * targets.length)]!;
    const at = random() < 0.3 ? somewhere : target;
    const other = targets[Math.floor(random() * targets.length)]!;
    const how = Math.floor(random() * 7);
    const word = view.getUint32(at, true);
    if (how === 0) bytes[at] = random() * 256;
    if (how === 1) bytes[at]! ^= 1 << Math.floor(random() * 8);
    if (how === 2) view.setUint32(at, random() * 2 ** 32, true);
    if (how === 3) view.setUint32(at, 0xffff_ffff, true);
    if (how === 4) {
      view.setUint32(at, word + Math.floor(random() * 65) - 32, true);
    }
    if (how === 5) bytes.copyWithin(at, other, other + 12);
    if (how === 6) view.setUint32(at, Math.floor(random() * 512) * 256, true);
  }
  const cut = random() < 0.05 ? Math.floor(random() * bytes.length) : undefined;
  return bytes.subarray(0, cut);
}
