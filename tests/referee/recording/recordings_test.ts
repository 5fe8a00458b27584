import { assertEquals, assertGreater } from "@std/assert";
import { conformFile } from "../../../src/conform/conform.ts";
import { KERNEL_VERSIONS } from "../../../src/referee/host/needs.ts";

const FOLDER = new URL("../../../kernel/recordings/", import.meta.url);

const MMU: Readonly<Record<string, readonly string[]>> = {
  "6.12": ["mmu", "mmu-random"],
};

for (const version of KERNEL_VERSIONS) {
  for (const what of ["scenarios", "random", ...MMU[version] ?? []]) {
    const name = `${what}-${version}.jsonl.gz`;
    Deno.test(`the engine answers as recorded in ${name}`, async () => {
      const file = await Deno.open(new URL(name, FOLDER));
      const differences: string[] = [];
      const tally = await conformFile(file.readable, name, {
        onDisagreement: (found) => differences.push(JSON.stringify(found)),
      });
      assertEquals(differences, []);
      assertEquals(tally.kernel, `linux-${version}`);
      assertGreater(tally.agreed, 0);
    });
  }
}
