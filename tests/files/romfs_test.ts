import { assertEquals } from "@std/assert";
import { deviceRules } from "../../src/files/device_rules.ts";
import type { MtdDevice } from "../../src/files/mtd.ts";
import { romfsDriver } from "../../src/files/romfs.ts";
import { buildRomfs } from "../../src/files/romfs/build.ts";
import { parseRomfs, romfsLookup } from "../../src/files/romfs/image.ts";
import { load } from "../../src/mm/memory_access.ts";
import { write } from "../../src/mm/file_system_calls.ts";
import { brief, open, PRIVATE, READ, SHARED, WRITE } from "./opened.ts";

const IMAGE = parseRomfs(buildRomfs([
  { name: "one", contents: new Uint8Array(4096).fill(1) },
  { name: "two", contents: new Uint8Array(8325).fill(2) },
  { name: "three", contents: new Uint8Array(9000).fill(3), align: 4096 },
  { name: "empty", contents: new Uint8Array(0) },
]));

const ROM: MtdDevice = {
  type: "ROM",
  at: 0x2228_0000,
  size: 0x10_0000,
  point: true,
};

function romfs(
  name: string,
  mtd: MtdDevice | undefined = ROM,
  kernel = "linux-6.12",
  wordSize: 32 | 64 = 32,
) {
  const node = romfsLookup(IMAGE, `/${name}`)!;
  const options = mtd === undefined
    ? { image: IMAGE, node }
    : { image: IMAGE, node, mtd };
  const driver = romfsDriver(options, deviceRules(kernel));
  return open(driver, node.size, { kernel, mode: "r", wordSize });
}

const OFF = "address-not-page-aligned";

Deno.test("a file on a ROM is mapped where its data are", () => {
  const { machine, map } = romfs("one");
  const outcome = map({ flags: PRIVATE });
  assertEquals(brief(outcome), `0x22280080 ${OFF}`);
  const { bytes } = load(machine, outcome.value, 4096);
  assertEquals(bytes, new Uint8Array(4096).fill(1));
});

Deno.test("aligned data of a file that ends on nothing have no hazard", () => {
  const { map } = romfs("three");
  assertEquals(brief(map({ length: 8192 })), "0x22284000");
});

Deno.test("the type of the device decides", () => {
  const shared = (mtd?: MtdDevice) =>
    brief(romfs("three", mtd).map({ length: 8192, flags: SHARED }));
  const copy = (mtd?: MtdDevice) =>
    brief(romfs("three", mtd).map({ length: 8192, flags: PRIVATE }));
  assertEquals(shared({ ...ROM, type: "RAM" }), "0x22284000");
  for (const type of ["NOR", "NAND"] as const) {
    assertEquals(shared({ ...ROM, type }), "ENODEV", type);
    assertEquals(copy({ ...ROM, type }), "copy", type);
  }
  assertEquals(shared({ ...ROM, point: false }), "ENODEV");
  assertEquals(copy({ ...ROM, point: false }), "copy");
});

Deno.test("on a block device everything is a copy", () => {
  const node = romfsLookup(IMAGE, "/two")!;
  const rules = deviceRules("linux-6.12");
  const driver = romfsDriver({ image: IMAGE, node }, rules);
  const { machine, map } = open(driver, node.size, { mode: "r" });
  assertEquals(brief(map({})), "ENODEV");
  const { value, backing } = map({ flags: PRIVATE, length: 12288 });
  assertEquals(backing, "copy");
  const { bytes } = load(machine, value, 12288);
  assertEquals(bytes!.lastIndexOf(2), 8324);
});

Deno.test("past the end there is EINVAL, and zeros for a writable copy", () => {
  const { map } = romfs("two");
  for (
    const request of [
      { length: 16384 },
      { pgoff: 3 },
      { pgoff: 0xf_ffff },
    ]
  ) assertEquals(brief(map(request)), "EINVAL");
  const prot = READ | WRITE;
  assertEquals(brief(map({ pgoff: 3, flags: PRIVATE, prot })), "copy");
  assertEquals(brief(romfs("empty").map({})), "EINVAL");
});

Deno.test("an address is kept in an int, since 3.3", () => {
  const mtd = { ...ROM, at: 0x8300_0000 };
  assertEquals(
    brief(romfs("one", mtd, "linux-6.12", 64).map({})),
    `0xffffffff83000080 ${OFF} address-truncated-to-int`,
  );
  assertEquals(
    brief(romfs("one", mtd, "linux-3.0", 64).map({})),
    `0x83000080 ${OFF}`,
  );
});

Deno.test("the end of the device cuts, or refuses until 3.13", () => {
  const mtd = { ...ROM, size: IMAGE.size, type: "RAM" } as const;
  const answer = (kernel: string) =>
    brief(romfs("three", mtd, kernel).map({ length: 9000 }));
  assertEquals(answer("linux-3.0"), "EINVAL");
  assertEquals(answer("linux-6.12"), "0x22284000 bytes-past-file-end");
});

Deno.test("the byte-exact end of old kernels", () => {
  const mtd = { ...ROM, type: "RAM" } as const;
  const answer = (length: number) =>
    brief(romfs("two", mtd, "linux-2.6.33").map({ length }));
  assertEquals(answer(8325), `0x222810a0 ${OFF} bytes-past-file-end`);
  assertEquals(answer(8326), "EINVAL");
});

Deno.test("nothing can be written", () => {
  const node = romfsLookup(IMAGE, "/one")!;
  const rules = deviceRules("linux-6.12");
  const driver = romfsDriver({ image: IMAGE, node }, rules);
  const { machine, file } = open(driver, node.size);
  assertEquals(write(machine, file, 0, new Uint8Array(1)).errno, 30);
});

Deno.test("a file that leaves the image is read as far as pages go", () => {
  const cut = { ...IMAGE, size: 0x4000 + 5000 };
  const node = romfsLookup(IMAGE, "/three")!;
  const rules = deviceRules("linux-6.12");
  const driver = romfsDriver({ image: cut, node }, rules);
  const { machine, map } = open(driver, node.size, { mode: "r" });
  const { value } = map({ flags: PRIVATE, length: 9000 });
  const { bytes } = load(machine, value, 9000);
  assertEquals(bytes!.lastIndexOf(3), 4095);
  const again = open(driver, node.size, { mode: "r" });
  assertEquals(brief(again.map({ flags: PRIVATE, pgoff: 2 })), "EIO");
});

Deno.test("past the end of the image nothing is read, which is no error", () => {
  const node = romfsLookup(IMAGE, "/three")!;
  const driver = romfsDriver(
    { image: IMAGE, node },
    deviceRules("linux-6.12"),
  );
  const { machine, map } = open(driver, node.size, { mode: "r" });
  const { value } = map({ flags: PRIVATE, length: 4096, pgoff: 100 });
  assertEquals(load(machine, value, 4096).bytes, new Uint8Array(4096));
});

Deno.test("memory behind the end of the device holds nothing of it", () => {
  const size = 0x2100;
  const { machine } = romfs("two", { ...ROM, size });
  const { bytes } = load(machine, 0x2228_0000 + size - 4, 8);
  assertEquals(bytes!.subarray(4), new Uint8Array(4));
});
