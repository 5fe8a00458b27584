import { assertEquals } from "@std/assert";
import { ERRNO } from "../../../src/abi/errno.ts";
import { PROT } from "../../../src/abi/prot.ts";
import { blocksOf, readPage } from "../../../src/files/cramfs/block.ts";
import { readFile } from "../../../src/files/cramfs/read.ts";
import { lookup, readdir } from "../../../src/files/cramfs/directory.ts";
import { readFlash } from "../../../src/files/cramfs/image.ts";
import type { CramfsInode } from "../../../src/files/cramfs/inode.ts";
import { mappedPage } from "../../../src/files/cramfs/mapping.ts";
import {
  formatMapsLine,
  formatVmFlags,
  vmaOf,
} from "../../../src/files/cramfs/maps.ts";
import { cramfsMap } from "../../../src/files/cramfs/mmu.ts";
import {
  type CramfsMount,
  hasPhysmemOperations,
} from "../../../src/files/cramfs/mount.ts";
import {
  cramfsGetUnmappedArea,
  unmappedAreaMessage,
} from "../../../src/files/cramfs/nommu.ts";
import { rangeMessage } from "../../../src/files/cramfs/range.ts";
import {
  deviceOf,
  pageSum,
  readMounts,
  readRecording,
  type Recorded,
  type RecordedMmap,
  type RecordedRead,
} from "./recordings.ts";
import { inodeAt } from "./sample.ts";

const mounts = await readMounts();

function split(path: string): [directory: string, name: string] {
  const slash = path.lastIndexOf("/");
  return [path.slice(0, slash + 1), path.slice(slash + 1)];
}

/** What the engine makes of a recorded call, in the form of the record. */
type Answer = (mount: CramfsMount, recorded: Recorded) => object;

function stat(mount: CramfsMount, { path }: Recorded): object {
  const [directory, name] = split(path);
  const parent = inodeAt(mount.image, directory);
  const listing = readdir(mount.image, parent);
  const entry = listing.entries.find((one) => one.name === name);
  const { errno, inode } = lookup(mount.image, parent, name);
  const listed = entry?.inode.ino;
  if (inode === undefined) return { listed, errno };
  const { ino, mode, uid, gid, size, device } = inode;
  const rdev = device === undefined ? 0 : device[0] * 256 + device[1];
  const stats = { listed, errno, ino, mode, uid, gid, size, rdev };
  if (inode.type !== "lnk") return stats;
  const link = new TextDecoder().decode(readFile(mount.image, inode));
  return { ...stats, link };
}

function read(mount: CramfsMount, { path }: Recorded): object {
  const inode = inodeAt(mount.image, path);
  const pages = Array.from({ length: blocksOf(inode) }, (_, index) => {
    const page = readPage(mount.image, inode, index);
    if (page.errno !== 0) return String(-page.errno);
    const length = Math.min(4096, inode.size - index * 4096);
    return `${length}:${pageSum(page.bytes.subarray(0, length))}`;
  });
  return { pages };
}

function list(mount: CramfsMount, { path }: Recorded): object {
  return { errno: readdir(mount.image, inodeAt(mount.image, path)).errno };
}

/** What mm/nommu.c reads into a private copy. */
function copy(
  mount: CramfsMount,
  inode: CramfsInode,
  { pgoff, pages }: RecordedMmap,
): object {
  const sums: string[] = [];
  for (let i = 0, failed = false; i < pages; i++) {
    const page = readPage(mount.image, inode, pgoff + i);
    failed ||= page.errno !== 0;
    if (failed && i === 0) return { errno: page.errno };
    const length = Math.max(0, inode.size - (pgoff + i) * 4096);
    sums.push(pageSum(page.bytes.subarray(0, failed ? 0 : length)));
  }
  return { errno: 0, address: "ram", sums };
}

function mapNommu(mount: CramfsMount, recorded: Recorded): object {
  const request = recorded as RecordedMmap;
  const { pgoff, pages, shared, prot, path } = request;
  const inode = inodeAt(mount.image, path);
  if (shared && prot & PROT.WRITE) return { errno: ERRNO.EACCES, log: [] };
  const copied = () =>
    shared ? { errno: ERRNO.ENODEV } : copy(mount, inode, request);
  if (prot & PROT.WRITE || !hasPhysmemOperations(mount, inode)) {
    return { ...copied(), log: [] };
  }
  const area = cramfsGetUnmappedArea(mount, inode, pages * 4096, pgoff);
  if (area.errno === ERRNO.EINVAL) return { errno: ERRNO.EINVAL, log: [] };
  const { address, mismatch } = area;
  if (area.errno !== 0) {
    const log = mismatch === undefined
      ? []
      : [rangeMessage(mismatch, pgoff, pages)];
    return { ...copied(), log };
  }
  const at = Number(address) - Number(mount.at);
  const sums = Array.from(
    { length: pages },
    (_, i) => pageSum(readFlash(mount.image, at + i * 4096, 4096)),
  );
  const message = unmappedAreaMessage(
    split(path)[1],
    pgoff,
    pages * 4096,
    address,
  );
  return {
    errno: 0,
    address: `0x${address.toString(16)}`,
    sums,
    log: [message],
  };
}

function mapMmu(mount: CramfsMount, recorded: Recorded): object {
  const { revision = "linux-6.12", path, prot } = recorded;
  const inode = inodeAt(mount.image, path);
  const name = split(path)[1];
  const request = { ...recorded as RecordedMmap, name };
  const mapping = cramfsMap(revision, mount, inode, request);
  if (mapping.errno !== 0) return { errno: mapping.errno, log: [] };
  const sums = Array.from({ length: mapping.pages }, (_, i) => {
    const { bytes } = mappedPage(mount, inode, mapping, i);
    return bytes === undefined || prot === 0 ? "X" : pageSum(bytes);
  });
  const slot = deviceOf(mount)[1].toString(16);
  const vma = vmaOf(mapping, {
    start: BigInt(recorded.address),
    device: deviceOf(mount),
    ino: inode.ino,
    path: `/r${slot}${path}`,
    bits: 64,
  });
  return {
    errno: 0,
    sums,
    maps: formatMapsLine(vma, 64),
    vmFlags: formatVmFlags(mapping.vmFlags),
    log: mapping.messages,
  };
}

/** The fields of the record that the answer has too. */
function relevant(recorded: Recorded, answer: object): object {
  const record: Record<string, unknown> = { ...recorded };
  const inRam = "address" in answer && record["address"] !== undefined &&
    Number(record["address"]) >= 0x8000_0000;
  if (inRam) record["address"] = "ram";
  return Object.fromEntries(
    Object.keys(answer).map((key) => [key, record[key]]),
  );
}

async function replay(
  name: string,
  count: number,
  mmap: Answer,
): Promise<void> {
  const answers: Record<Recorded["op"], Answer> = {
    mount: () => ({ errno: 0 }),
    stat,
    read,
    readdir: list,
    mmap,
  };
  const recording = await readRecording(name);
  assertEquals(recording.length, count);
  for (const recorded of recording) {
    const mount = mounts.get(recorded.image);
    if (mount === undefined) throw new Error(`No image ${recorded.image}`);
    const answer = answers[recorded.op](mount, recorded);
    assertEquals(answer, relevant(recorded, answer), JSON.stringify(recorded));
  }
}

Deno.test("A no-MMU Linux 6.12 answered all of this alike", async () => {
  await replay("linux-6.12-nommu", 5979, mapNommu);
});

Deno.test("Linux 6.12 with an MMU answered all of this alike", async () => {
  await replay("linux-6.12-mmu", 5979, mapMmu);
});

Deno.test("The patches v4, v5 and of 2025 answered all of this alike", async () => {
  await replay("revisions-mmu", 3051, mapMmu);
});

Deno.test("Every file is recorded in the order in which it is listed", async () => {
  const recording = await readRecording("linux-6.12-nommu");
  for (const [image, mount] of mounts) {
    const paths = recording.filter((one) =>
      one.op === "stat" && one.image === image
    )
      .map((one) => (one as RecordedRead).path);
    const walk = (directory: string): string[] => {
      const { entries } = readdir(mount.image, inodeAt(mount.image, directory));
      return entries.flatMap(({ name, inode }) => {
        const path = `${directory}/${name}`;
        return inode.type === "dir" ? [path, ...walk(path)] : [path];
      });
    };
    assertEquals(paths, walk(""), image);
  }
});
