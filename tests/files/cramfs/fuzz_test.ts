import { quickly } from "../../quickly.ts";
import { assert } from "@std/assert";
import { PROT } from "../../../src/abi/prot.ts";
import { InputError } from "../../../src/errors.ts";
import { blocksOf, readPage } from "../../../src/files/cramfs/block.ts";
import { readFile } from "../../../src/files/cramfs/read.ts";
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
import { damagedImage, SMALL } from "./damage.ts";
import { copyOf, inodeAt, mountOf, randomNumbers } from "./sample.ts";

const ROUNDS = 3000;
const REVISIONS = Object.keys(CRAMFS_REVISIONS) as CramfsRevision[];

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
    const image = damagedImage(seed);
    try {
      if (quickly(2000, () => tryImage(image, seed))) read++;
    } catch (cause) {
      throw new Error(`Image of seed ${seed}`, { cause });
    }
  }
  assert(read > ROUNDS / 10 && read < ROUNDS, `${read} images were read`);
});

Deno.test("Noise after a superblock is read or refused", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomNumbers(seed);
    const [bytes] = copyOf(SMALL);
    for (let at = 76; at < bytes.length; at++) bytes[at] = random() * 256;
    tryImage(bytes, seed);
  }
});

Deno.test("A file of 16 MiB in a small image takes its size and no more", () => {
  const [bytes, view] = copyOf(SMALL);
  const { position } = [...walkCramfs(SMALL)].find(({ path }) =>
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
