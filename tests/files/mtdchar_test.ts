import { assertEquals } from "@std/assert";
import { byteSource } from "../../src/files/contents.ts";
import { deviceRules } from "../../src/files/device_rules.ts";
import type { MtdDevice } from "../../src/files/mtd.ts";
import { mtdcharDriver } from "../../src/files/mtdchar.ts";
import { load } from "../../src/mm/memory_access.ts";
import { write } from "../../src/mm/file_system_calls.ts";
import { brief, open, PRIVATE, READ, WRITE } from "./opened.ts";

function mtd(
  device: Partial<MtdDevice> = {},
  kernel = "linux-6.12",
  wordSize: 32 | 64 = 32,
) {
  const whole = {
    type: "RAM",
    at: 0x2000_0000,
    size: 0x10000,
    point: true,
    ...device,
  } as const;
  const driver = mtdcharDriver(whole, deviceRules(kernel), byteSource(5));
  return open(driver, whole.size, { kernel, wordSize });
}

Deno.test("each type of device can be mapped in its own ways", () => {
  const answers = (type: MtdDevice["type"]) => [
    brief(mtd({ type }).map({ prot: READ })),
    brief(mtd({ type }).map({ prot: READ | WRITE })),
    brief(mtd({ type }).map({ prot: READ, flags: PRIVATE })),
    brief(mtd({ type }).map({ prot: READ | WRITE, flags: PRIVATE })),
  ];
  const unreadable = "EINVAL declared-copy-unreadable";
  assertEquals(answers("RAM"), [
    "0x20000000",
    "0x20000000",
    "EACCES mtd-refuses-copy",
    unreadable,
  ]);
  assertEquals(answers("ROM"), [
    "0x20000000",
    "EINVAL",
    "EACCES mtd-refuses-copy",
    unreadable,
  ]);
  for (const type of ["NOR", "NAND"] as const) {
    const expected = ["ENODEV", "ENODEV", unreadable, unreadable];
    assertEquals(answers(type), expected, type);
  }
});

Deno.test("until 3.13 private mappings were copies", () => {
  const { map } = mtd({}, "linux-3.0");
  assertEquals(brief(map({ flags: PRIVATE })), "copy");
  assertEquals(brief(map({ flags: PRIVATE, prot: READ | WRITE })), "copy");
});

Deno.test("a mapping lies inside the device, whole pages of it", () => {
  const { map } = mtd();
  assertEquals(brief(map({ length: 0x10000 })), "0x20000000");
  for (
    const request of [
      { length: 0x10001 },
      { pgoff: 16 },
      { pgoff: 15, length: 8192 },
      { pgoff: 0xf_ffff },
    ]
  ) {
    assertEquals(brief(map(request)), "EINVAL");
  }
  assertEquals(brief(mtd({ size: 10000 }).map({ pgoff: 2 })), "EINVAL");
});

Deno.test("what cannot be addressed is ENODEV, or ENOSYS until 3.13", () => {
  assertEquals(brief(mtd({ point: false }).map({})), "ENODEV");
  const { map } = mtd({ point: false }, "linux-3.0");
  assertEquals(brief(map({ flags: PRIVATE })), "copy");
});

Deno.test("the address is kept in an int", () => {
  const { map } = mtd({ at: 0x8080_0000 }, "linux-6.12", 64);
  assertEquals(
    brief(map({})),
    "0xffffffff80800000 address-truncated-to-int",
  );
});

Deno.test("what is written to a RAM shows in the mapping", () => {
  const { machine, file, map } = mtd();
  const { value } = map({});
  write(machine, file, 2, new Uint8Array([1]));
  assertEquals([...load(machine, value, 4).bytes!], [5, 5, 1, 5]);
  const rom = mtd({ type: "ROM" });
  const { errno } = write(rom.machine, rom.file, 0, new Uint8Array([1]));
  assertEquals(errno, 30);
});
