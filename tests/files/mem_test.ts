import { assertEquals } from "@std/assert";
import { deviceRules } from "../../src/files/device_rules.ts";
import { memDriver, type MemOptions } from "../../src/files/mem.ts";
import { load } from "../../src/mm/memory_access.ts";
import { write } from "../../src/mm/file_system_calls.ts";
import { brief, open, PRIVATE, READ, WRITE } from "./opened.ts";

function mem(kernel = "linux-6.12", options: MemOptions = {}) {
  return open(memDriver(deviceRules(kernel), options), 0, { kernel });
}

Deno.test("/dev/mem is mapped at the offset", () => {
  const { map } = mem();
  assertEquals(brief(map({ offset: 0x4001_3000 })), "0x40013000");
  assertEquals(brief(map({ flags: PRIVATE })), "ENODEV");
});

Deno.test("what wraps or does not fit is refused, since 4.14", () => {
  const requests = [
    { offset: 0xffff_f000, length: 8192 },
    { pgoff: 0x10_0000 },
  ];
  for (const request of requests) {
    assertEquals(brief(mem().map(request)), "EINVAL");
  }
  // Until 4.12 page 0x100000 is page 0 again: 32 bits of address.
  const { map } = mem("linux-4.9");
  assertEquals(brief(map({ pgoff: 0x10_0000 })), "0x0");
});

Deno.test("an architecture can end the memory", () => {
  const { map } = mem("linux-6.12", { limit: 0x6000_0000 });
  assertEquals(brief(map({ offset: 0x5fff_f000 })), "0x5ffff000");
  assertEquals(brief(map({ offset: 0x6000_0000 })), "EINVAL");
});

Deno.test("since 6.19 nothing can be mapped", () => {
  const request = { offset: 0x4001_3000, prot: READ | WRITE };
  assertEquals(brief(mem("linux-6.17").map(request)), "0x40013000");
  assertEquals(
    brief(mem("linux-6.19").map(request)),
    "EAGAIN remap-action-refused",
  );
  assertEquals(
    brief(mem("linux-7.1").map(request)),
    "EINVAL remap-action-refused",
  );
});

Deno.test("the file is the memory", () => {
  const { machine, file, map } = mem();
  write(machine, file, 0x8000_0010, new Uint8Array([1, 2, 3]));
  const { value } = map({ offset: 0x8000_0000 });
  const { bytes } = load(machine, value, 0x14);
  assertEquals([...bytes!.subarray(0x10)], [1, 2, 3, 0]);
  const target = new Uint8Array(2);
  file.inode.driver.bytes(file.inode, 0x8000_0011, target, machine);
  assertEquals([...target], [2, 3]);
});
