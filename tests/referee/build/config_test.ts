import { assertEquals } from "@std/assert";
import { unmetOptions } from "../../../src/referee/build/config.ts";

const CONFIG = `CONFIG_PRINTK=y
# CONFIG_SMP is not set
CONFIG_CMDLINE=""
CONFIG_BLOCK=y
`;

Deno.test("unmetOptions() finds options with another value", () => {
  assertEquals(unmetOptions("CONFIG_PRINTK=y\nCONFIG_SMP=y", CONFIG), [
    "CONFIG_SMP=y",
  ]);
});

Deno.test("unmetOptions() finds options that are on but should be off", () => {
  assertEquals(
    unmetOptions("# CONFIG_BLOCK is not set\n# CONFIG_SMP is not set", CONFIG),
    ["# CONFIG_BLOCK is not set"],
  );
});

Deno.test("unmetOptions() is content if an option to be off is unknown", () => {
  assertEquals(unmetOptions("# CONFIG_NO_SUCH is not set", CONFIG), []);
});

Deno.test("unmetOptions() passes over comments and empty lines", () => {
  assertEquals(unmetOptions('# Words.\n\nCONFIG_CMDLINE=""', CONFIG), []);
});
