import { assertEquals } from "@std/assert";
import { specialDriver } from "../../src/files/special.ts";
import { brief, open, PRIVATE, SHARED } from "./opened.ts";

Deno.test("nothing can be mapped of pipes, sockets and directories", () => {
  const cases = [
    ["pipe", "fifo", "ENODEV"],
    ["socket", "sock", "EINVAL"],
    ["directory", "dir", "ENODEV"],
  ] as const;
  for (const [kind, type, errno] of cases) {
    const driver = specialDriver(kind);
    assertEquals([driver.name, driver.type], [kind, type]);
    for (const flags of [SHARED, PRIVATE]) {
      assertEquals(brief(open(driver, 0).map({ flags })), errno, kind);
    }
  }
});
