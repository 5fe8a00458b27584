import { assertEquals } from "@std/assert";
import { deviceRules } from "../../src/files/device_rules.ts";
import { zeroDriver } from "../../src/files/zero.ts";
import { load } from "../../src/mm/memory_access.ts";
import { brief, open, PRIVATE, READ, SHARED, WRITE } from "./opened.ts";

function map(kernel: string, flags: number): string {
  const opened = open(zeroDriver(deviceRules(kernel)), 0, { kernel });
  return brief(opened.map({ flags, prot: READ | WRITE }));
}

Deno.test("/dev/zero is copied until 5.8 and refused from 5.10 on", () => {
  for (const kernel of ["linux-2.6.29", "linux-3.0", "linux-4.15"]) {
    assertEquals(map(kernel, PRIVATE), "copy", kernel);
  }
  for (const kernel of ["linux-5.10", "linux-6.1", "linux-7.1"]) {
    const expected = "EINVAL declared-copy-unreadable";
    assertEquals(map(kernel, PRIVATE), expected, kernel);
  }
});

Deno.test("/dev/zero is never shared", () => {
  for (const kernel of ["linux-3.0", "linux-6.12"]) {
    assertEquals(map(kernel, SHARED), "ENODEV", kernel);
  }
});

Deno.test("/dev/zero is endless and takes whatever is written", () => {
  const driver = zeroDriver(deviceRules("linux-4.0"));
  const { machine, file, map } = open(driver, 0, { kernel: "linux-4.0" });
  const bytes = new Uint8Array([1, 2, 3]);
  assertEquals(driver.write(file.inode, 0, bytes, machine), 3);
  const length = 3 * 4096;
  const { value } = map({ flags: PRIVATE, prot: READ | WRITE, length });
  assertEquals(load(machine, value, length).bytes, new Uint8Array(length));
});
