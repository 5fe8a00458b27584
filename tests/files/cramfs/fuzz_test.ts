import { assert } from "@std/assert";
import { PROT } from "../../../src/abi/prot.ts";
import { InputError } from "../../../src/errors.ts";
import {
  blocksOf,
  readFile,
  readPage,
} from "../../../src/files/cramfs/block.ts";
import { lookup, readdir } from "../../../src/files/cramfs/directory.ts";
import {
  type CramfsImage,
  parseCramfs,
} from "../../../src/files/cramfs/image.ts";
import type { CramfsInode } from "../../../src/files/cramfs/inode.ts";
import { cramfsMap } from "../../../src/files/cramfs/mmu.ts";
import { cramfsGetUnmappedArea } from "../../../src/files/cramfs/nommu.ts";
import {
  CRAMFS_REVISIONS,
  type CramfsRevision,
} from "../../../src/files/cramfs/revisions.ts";
import { walkCramfs } from "../../../src/files/cramfs/walk.ts";
import {
  copyOf,
  file,
  imageOf,
  inodeAt,
  mountOf,
  randomNumbers,
} from "./sample.ts";

const ROUNDS = 3000;
const REVISIONS = Object.keys(CRAMFS_REVISIONS) as CramfsRevision[];

const small = imageOf({
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
for (const { inode, entry } of walkCramfs(small)) {
  if (entry !== undefined) targets.push(entry.position, entry.position + 8);
  for (let i = 0; i < blocksOf(inode) && inode.type === "reg"; i++) {
    targets.push(inode.ino + i * 4);
  }
}
targets.push(0, 4, 8, 64, 68, 72);

function mutate(seed: number): Uint8Array {
  const random = randomNumbers(seed);
  const [bytes, view] = copyOf(small);
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

/** Does all that can be done with an inode; kernels never throw. */
function use(image: CramfsImage, inode: CramfsInode, seed: number): void {
  const mount = mountOf(image);
  if (inode.type === "dir") {
    for (const { name } of readdir(image, inode).entries.slice(0, 5)) {
      lookup(image, inode, name);
    }
  }
  if (inode.type !== "reg") return;
  const pages = Math.min(blocksOf(inode), 8);
  for (let i = 0; i <= pages; i++) {
    const page = readPage(image, inode, i);
    assert(page.bytes.length === 4096);
    cramfsGetUnmappedArea(mount, inode, 4096 * (pages - i), i);
    const revision = REVISIONS[(seed + i) % REVISIONS.length]!;
    const request = { pgoff: i, pages: 1 + pages, prot: PROT.READ };
    const mapping = cramfsMap(revision, mount, inode, request, {
      uninitialised: seed % 2 === 0 ? 0 : 0xfefe_fefe,
    });
    const mapped = mapping.runs.reduce((sum, run) => sum + run.pages, 0);
    const failed = mapping.kind === "failed" || mapping.kind === "crash";
    assert(mapped === (failed ? 0 : request.pages));
  }
}

/** Runs something that may find the image damaged, and nothing else. */
function mayRefuse(run: () => void): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

function tryImage(bytes: Uint8Array, seed: number): boolean {
  return mayRefuse(() => {
    const image = parseCramfs(bytes, { endian: "any" });
    for (const { inode } of walkCramfs(image)) {
      use(image, inode, seed);
      if (inode.type === "reg" || inode.type === "lnk") {
        mayRefuse(() => readFile(image, inode));
      }
    }
  });
}

Deno.test(`${ROUNDS} damaged images are read or refused, in time`, () => {
  let read = 0;
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const started = performance.now();
    try {
      if (tryImage(mutate(seed), seed)) read++;
    } catch (cause) {
      throw new Error(`Image of seed ${seed}`, { cause });
    }
    const took = performance.now() - started;
    assert(took < 2000, `Image of seed ${seed} took ${took} ms`);
  }
  assert(read > ROUNDS / 10 && read < ROUNDS, `${read} images were read`);
});

Deno.test("Noise after a superblock is read or refused", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomNumbers(seed);
    const [bytes] = copyOf(small);
    for (let at = 76; at < bytes.length; at++) bytes[at] = random() * 256;
    tryImage(bytes, seed);
  }
});

Deno.test("A file of 16 MiB in a small image takes its size and no more", () => {
  const [bytes, view] = copyOf(small);
  const { position } = [...walkCramfs(small)].find(({ path }) =>
    path === "/packed"
  )!.entry!;
  view.setUint32(position + 4, 0xff_ffff, true);
  const image = parseCramfs(bytes);
  const inode = inodeAt(image, "/packed");
  assert(blocksOf(inode) === 4096);
  assert(!mayRefuse(() => readFile(image, inode)));
  const request = { pgoff: 0, pages: 2 ** 40, prot: PROT.READ };
  const mapping = cramfsMap("linux-6.12", mountOf(image), inode, request);
  assert(mapping.runs.length <= 3);
});
