import { assertEquals } from "@std/assert";
import { byteSource } from "../../src/files/contents.ts";
import { deviceRules } from "../../src/files/device_rules.ts";
import { fbDriver, type FbOptions } from "../../src/files/fb.ts";
import { load, store } from "../../src/mm/memory_access.ts";
import { brief, EXEC, open, PRIVATE, READ, WRITE } from "./opened.ts";

const SIZE = 300 * 1024;

function fb(options: Partial<FbOptions> = {}, kernel = "linux-6.12") {
  const driver = fbDriver(deviceRules(kernel), {
    at: 0x3000_0000,
    getUnmappedArea: true,
    contents: byteSource(7),
    ...options,
  });
  return open(driver, SIZE, { kernel });
}

Deno.test("a frame buffer is mapped where the screen is", () => {
  const { machine, process, map } = fb();
  const { value } = map({ prot: READ | WRITE, length: SIZE });
  assertEquals(value, 0x3000_0000);
  assertEquals([...load(machine, value, 2).bytes!], [7, 7]);
  store(machine, process, value, new Uint8Array([9]));
  assertEquals([...load(machine, value, 2).bytes!], [9, 7]);
});

Deno.test("private, executable and unaddressed mappings are refused", () => {
  assertEquals(brief(fb().map({ flags: PRIVATE })), "ENODEV");
  assertEquals(brief(fb().map({ prot: READ | EXEC })), "EINVAL");
  assertEquals(brief(fb({ getUnmappedArea: false }).map({})), "ENODEV");
});

Deno.test("the offset counts as bytes", () => {
  const { map } = fb();
  assertEquals(brief(map({ pgoff: 1 })), "EINVAL fb-offset-in-bytes");
  assertEquals(brief(map({ pgoff: 1, length: SIZE })), "EINVAL");
  assertEquals(brief(map({ pgoff: SIZE + 1 })), "EINVAL");
});

Deno.test("past the screen the registers are meant, which lie elsewhere", () => {
  const registers = SIZE / 4096;
  assertEquals(
    brief(fb().map({ pgoff: registers })),
    "EINVAL fb-offset-in-bytes",
  );
});

Deno.test("a driver without fb_mmap works until 6.7", () => {
  const options = { fbMmap: false };
  assertEquals(brief(fb(options, "linux-6.1").map({})), "0x30000000");
  assertEquals(brief(fb(options).map({})), "ENODEV fb-mmap-missing");
});

Deno.test("a screen off the page boundary cannot be mapped since 3.0", () => {
  assertEquals(brief(fb({ at: 0x3000_0100 }).map({})), "EINVAL");
});
