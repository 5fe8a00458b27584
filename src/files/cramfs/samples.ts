/**
 * An image with a file for every case that revisions of cramfs tell apart.
 *
 * @module
 */

import { buildCramfs } from "./build.ts";
import { parseCramfs } from "./image.ts";
import type { CramfsLayout, CramfsLayoutName } from "./layout.ts";
import type { CramfsMount } from "./mount.ts";
import type { CramfsNode } from "./tree.ts";

/** A mounted image with a name. */
export interface NamedMount {
  /** Name, for reports. */
  readonly name: string;
  /** The image, where it is. */
  readonly mount: CramfsMount;
}

/** Sizes in bytes and layouts of the files, in the order of flash. */
const FILES: readonly (readonly [
  name: string,
  size: number,
  layout: CramfsLayout | CramfsLayoutName,
])[] = [
  ["a-whole", 0x3800, "aligned"],
  ["b-full", 0x4000, "aligned"],
  ["c-compressed", 20000, {
    blocks: "direct",
    except: { 2: "direct-compressed" },
  }],
  ["d-late", 0x3000, { blocks: "direct", except: { 0: "direct-compressed" } }],
  ["e-gap", 20000, { blocks: "direct", gaps: [2] }],
  ["f-shared", 0x2400, "dirty-tail"],
  ["g-zero-tail", 0x3400, "aligned"],
  ["h-data", 0x4000, "aligned"],
  ["i-dirty-tail", 0x3400, "dirty-tail"],
  ["k-tiny", 100, "dirty-tail"],
  ["l-unaligned", 0x4000, "unaligned"],
  ["m-descending", 14000, "descending"],
  ["n-classic", 9000, "classic"],
  ["o-literal", 9000, "literal"],
];

/** Bytes of file number `seed`, none of them zero. */
function contents(length: number, seed: number): Uint8Array {
  return Uint8Array.from(
    { length },
    (_, i) => 1 + (i + seed * 41 + (i >> 8)) % 251,
  );
}

/**
 * The image at 0x22000000 on a 32-bit machine. Zeros follow `i-dirty-tail`, so
 * that a look at the wrong bytes does not find its neighbour.
 */
export function sampleMount(): NamedMount {
  const children: Record<string, CramfsNode> = {};
  FILES.forEach(([name, size, layout], seed) => {
    children[name] = { type: "reg", contents: contents(size, seed), layout };
  });
  children["j-zeros"] = {
    type: "reg",
    contents: new Uint8Array(0x4000),
    layout: "aligned",
  };
  children["p-hole"] = {
    type: "reg",
    contents: new Uint8Array(9000),
    layout: "holes",
  };
  children["q-empty"] = { type: "reg", contents: new Uint8Array(0) };
  const image = parseCramfs(buildCramfs({ type: "dir", children }));
  return { name: "sample", mount: { image, at: 0x2200_0000, bits: 32 } };
}
