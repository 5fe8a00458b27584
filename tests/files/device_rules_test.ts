import { assertEquals } from "@std/assert";
import { deviceRules } from "../../src/files/device_rules.ts";
import { REGION_EDITIONS } from "../../src/policy/editions.ts";

Deno.test("each change of a driver shows from its first release on", () => {
  const cases = [
    ["readWith", "linux-4.0", "read", "linux-4.1", "read_iter"],
    ["charactersCopy", "linux-3.19", true, "linux-4.0", false],
    ["mtdRefusesPrivate", "linux-3.0", false, "linux-3.14", true],
    ["mtdAddressInt", "linux-3.0", false, "linux-3.14", true],
    ["romfsEndsAtByte", "linux-2.6.33", true, "linux-2.6.35", false],
    ["romfsCutsLength", "linux-3.0", false, "linux-3.14", true],
    ["cramfsInPlace", "linux-4.14", false, "linux-4.15", true],
    ["zeroReadWith", "linux-4.15", "read_iter", "linux-5.10", "both"],
    ["zeroReadWith", "linux-4.0", "read", "linux-4.1", "read_iter"],
    ["memChecksRange", "linux-4.9", false, "linux-4.14", true],
    ["memMmap", "linux-6.17", "remap", "linux-6.19", "action-eagain"],
    ["memMmap", "linux-6.19", "action-eagain", "linux-7.1", "action-einval"],
    ["remap", "linux-2.6.35", "moves", "linux-3.0", "checks"],
    ["remapForbidsExpansion", "linux-3.0", false, "linux-3.14", true],
    ["fbNeedsMmap", "linux-6.3", false, "linux-6.12", true],
  ] as const;
  for (const [key, older, before, newer, after] of cases) {
    assertEquals(deviceRules(older)[key], before, `${key} ${older}`);
    assertEquals(deviceRules(newer)[key], after, `${key} ${newer}`);
  }
});

Deno.test("every rule differs between some of the editions", () => {
  const rules = REGION_EDITIONS.map(({ id }) => deviceRules(id));
  for (const key of Object.keys(rules[0]!) as (keyof typeof rules[0])[]) {
    assertEquals(new Set(rules.map((one) => one![key])).size > 1, true, key);
  }
});

Deno.test("a kernel without a release has the oldest rules", () => {
  assertEquals(deviceRules("somebody's kernel").cramfsInPlace, false);
});
