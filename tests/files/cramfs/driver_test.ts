import { assertEquals } from "@std/assert";
import { addWords } from "../../../src/abi/word.ts";
import { blocksOf } from "../../../src/files/cramfs/block.ts";
import {
  cramfsDriver,
  type CramfsFileOptions,
} from "../../../src/files/cramfs/driver.ts";
import type { CramfsMount } from "../../../src/files/cramfs/mount.ts";
import { deviceRules } from "../../../src/files/device_rules.ts";
import { OpenFile } from "../../../src/files/inode.ts";
import { Machine } from "../../../src/mm/machine.ts";
import { processMaps } from "../../../src/mm/maps.ts";
import { mmap, munmap } from "../../../src/mm/system_calls.ts";
import { write } from "../../../src/mm/file_system_calls.ts";
import { brief, open, PRIVATE, READ, SHARED, WRITE } from "../opened.ts";
import {
  deviceOf,
  pageSum,
  readMounts,
  readRecording,
  type RecordedMmap,
} from "./recordings.ts";
import { inodeAt, mountOf, sampleImage } from "./sample.ts";

/** What the engine answers to a recorded request, in the form of the record. */
function answer(mount: CramfsMount, request: RecordedMmap): object {
  const { path, pgoff, pages, shared, prot } = request;
  const node = inodeAt(mount.image, path);
  const machine = new Machine({ wordSize: 64 });
  const process = machine.createProcess();
  const rules = deviceRules("linux-6.12");
  const [major, minor] = deviceOf(mount);
  const hex = (part: number) => part.toString(16).padStart(2, "0");
  const inode = machine.createInode({
    name: "file",
    driver: cramfsDriver({ mount, node }, rules),
    size: node.size,
    path: `/r${minor.toString(16)}${path}`,
    device: `${hex(major)}:${hex(minor)}`,
    number: node.ino,
  });
  const outcome = mmap(machine, process, {
    file: new OpenFile(inode, "r"),
    length: pages * 4096,
    prot,
    flags: shared ? SHARED : PRIVATE,
    pgoff,
  });
  const { errno, value } = outcome;
  if (errno !== 0) return { errno };
  const sums = Array.from({ length: pages }, (_, i) => {
    const address = addWords(value, i * 4096, 64);
    return pageSum(machine.memory.read(address, 4096));
  });
  const maps = processMaps(machine, process).trimEnd();
  const result = outcome.backing === "copy"
    ? { errno, sums, maps: maps.replace(/^\S+/, "RAM") }
    : { errno, sums, maps, address: `0x${value.toString(16)}` };
  assertEquals(munmap(machine, process, value, pages * 4096).errno, 0);
  return result;
}

Deno.test("mapping through the engine is what a no-MMU Linux 6.12 did", async () => {
  const mounts = await readMounts();
  const recording = await readRecording("linux-6.12-nommu");
  const requests = recording.filter(({ op }) => op === "mmap");
  assertEquals(requests.length, 5415);
  for (const one of requests as RecordedMmap[]) {
    const actual = answer(mounts.get(one.image)!, one);
    const { errno, sums, maps, address } = one;
    const inRam = address !== undefined && Number(address) >= 0x8000_0000;
    const expected = errno !== 0
      ? { errno }
      : inRam
      ? { errno, sums, maps: maps.replace(/^\S+/, "RAM") }
      : { errno, sums, maps, address };
    assertEquals(actual, expected, JSON.stringify(one));
  }
});

const IMAGE = sampleImage();

function cramfs(
  path: string,
  options: Partial<CramfsFileOptions> = {},
  kernel = "linux-6.12",
) {
  const node = inodeAt(IMAGE, path);
  const mount = { ...mountOf(IMAGE), bits: 32 } as const;
  const driver = cramfsDriver({ mount, node, ...options }, deviceRules(kernel));
  return open(driver, node.size, { kernel, mode: "r" });
}

Deno.test("before 4.15 everything is a copy", () => {
  for (const path of ["/xip", "/classic"]) {
    const { map } = cramfs(path, {}, "linux-4.14");
    assertEquals(brief(map({ flags: PRIVATE })), "copy", path);
    assertEquals(brief(map({})), "ENODEV", path);
  }
});

Deno.test("a patch of 2017 does not know VM_MAYOVERLAY", () => {
  const answers = (revision: "v4" | "v5" | "v5-amended", kernel: string) =>
    brief(cramfs("/xip", { revision }, kernel).map({ flags: PRIVATE }));
  for (const revision of ["v4", "v5", "v5-amended"] as const) {
    assertEquals(answers(revision, "linux-6.12"), "copy overlay-not-known");
    assertEquals(answers(revision, "linux-6.1").startsWith("0x22"), true);
  }
  const shared = cramfs("/xip", { revision: "v5" }).map({});
  assertEquals(brief(shared).startsWith("0x22"), true);
});

Deno.test("the patch of 2025 does not compile without an MMU", () => {
  const { map } = cramfs("/xip", { revision: "2025-mmap-prepare" });
  assertEquals(brief(map({})).endsWith(" prototype-mismatch"), true);
});

Deno.test("reading a file tells what is wrong with it", () => {
  const { machine, map } = cramfs("/full");
  const prot = READ | WRITE;
  const whole = { flags: PRIVATE, prot, length: 4 * 4096 };
  assertEquals(brief(map(whole)), "copy last-full-block-reads-zeros");
  const part = { flags: PRIVATE, prot, length: 3 * 4096 };
  assertEquals(brief(map(part)), "copy");
  assertEquals(machine.dead, false);
});

Deno.test("nothing can be written", () => {
  const node = inodeAt(IMAGE, "/xip");
  const driver = cramfsDriver(
    { mount: mountOf(IMAGE), node },
    deviceRules("linux-6.12"),
  );
  const { machine, file } = open(driver, node.size);
  assertEquals(write(machine, file, 0, new Uint8Array(1)).errno, 30);
  assertEquals(blocksOf(node), 4);
});

Deno.test("an image without an address has no memory", () => {
  const node = inodeAt(IMAGE, "/xip");
  const mount = { image: IMAGE, at: 0, bits: 32 } as const;
  const driver = cramfsDriver({ mount, node }, deviceRules("linux-6.12"));
  assertEquals(driver.window, undefined);
});
