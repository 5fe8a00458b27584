import { assertEquals } from "@std/assert";
import { blockDriver, genericDriver } from "../../src/files/block.ts";
import { patternSource } from "../../src/files/contents.ts";
import { deviceRules } from "../../src/files/device_rules.ts";
import { REGION_EDITIONS } from "../../src/policy/editions.ts";
import { brief, open, PRIVATE, READ, WRITE } from "./opened.ts";

Deno.test("a block device is copied, and never shared, by every kernel", () => {
  for (const { id: kernel } of REGION_EDITIONS) {
    const driver = blockDriver(deviceRules(kernel), patternSource());
    const { map } = open(driver, 65536, { kernel });
    assertEquals(brief(map({})), "ENODEV", kernel);
    assertEquals(brief(map({ flags: PRIVATE })), "copy", kernel);
    const prot = READ | WRITE;
    assertEquals(brief(map({ flags: PRIVATE, prot })), "copy", kernel);
  }
});

Deno.test("so is a regular file of a disk", () => {
  const rules = deviceRules("linux-6.12");
  const driver = genericDriver(rules, "reg", patternSource());
  assertEquals(brief(open(driver, 100).map({})), "ENODEV");
  assertEquals(brief(open(driver, 100).map({ flags: PRIVATE })), "copy");
});
