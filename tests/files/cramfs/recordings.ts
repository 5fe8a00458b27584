/**
 * What real kernels answered, and the images that they answered for; see
 * tests/data/cramfs/README.md.
 *
 * @module
 */

import {
  type CramfsImage,
  parseCramfs,
} from "../../../src/files/cramfs/image.ts";
import type { CramfsMount } from "../../../src/files/cramfs/mount.ts";
import type { CramfsRevision } from "../../../src/files/cramfs/revisions.ts";

const DATA = new URL("../../data/cramfs/", import.meta.url);
const FIRST = 0x2200_0000;
const SLOT = 0x20_0000;

/** One answer of a kernel. */
export interface Recorded {
  readonly op: "mount" | "stat" | "read" | "readdir" | "mmap";
  readonly image: string;
  readonly path: string;
  readonly errno: number;
  readonly listed: number;
  readonly ino: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly rdev: number;
  readonly link?: string;
  readonly revision?: CramfsRevision;
  readonly pgoff: number;
  readonly shared: boolean;
  readonly prot: number;
  readonly address: string;
  readonly sums: readonly string[];
  readonly maps: string;
  readonly vmFlags?: string;
  readonly log: readonly string[];
}

/** One mapping. */
export interface RecordedMmap extends Recorded {
  readonly op: "mmap";
  readonly pages: number;
}

/** What reading every page of a file gave. */
export interface RecordedRead extends Recorded {
  readonly op: "read";
  readonly pages: readonly string[];
}

async function gunzip(name: string): Promise<Uint8Array> {
  const bytes = await Deno.readFile(new URL(`${name}.gz`, DATA));
  const stream = new Blob([bytes]).stream()
    .pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Reads a recording. */
export async function readRecording(
  name: string,
): Promise<(RecordedMmap | RecordedRead | Recorded)[]> {
  const text = new TextDecoder().decode(await gunzip(`${name}.jsonl`));
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

/** Reads one image. The flash around it was zero. */
export async function readImage(name: string): Promise<CramfsImage> {
  return parseCramfs(await gunzip(`${name}.img`), { erased: 0, file: name });
}

/** The mounts of all images, by name. */
export async function readMounts(): Promise<ReadonlyMap<string, CramfsMount>> {
  const text = await Deno.readTextFile(new URL("images.json", DATA));
  const names: string[] = JSON.parse(text);
  const mounts = await Promise.all(names.map(async (name, slot) => {
    const image = await readImage(name);
    const at = FIRST + slot * SLOT;
    return [name, { image, at, bits: 64 } as const] as const;
  }));
  return new Map(mounts);
}

/** Minor number of the device where the image was mounted. */
export function deviceOf(mount: CramfsMount): readonly [number, number] {
  return [31, (Number(mount.at) - FIRST) / SLOT];
}

/** FNV-1a of a page: the bytes, and zeros up to 4096. */
export function pageSum(bytes: Uint8Array): string {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < 4096; i++) {
    hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x0100_0193) >>> 0;
  }
  return hash.toString(16);
}
