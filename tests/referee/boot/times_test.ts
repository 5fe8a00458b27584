import { assertEquals } from "@std/assert";
import { TimesTally } from "../../../src/referee/boot/times.ts";

Deno.test("cases and system calls a second are those of all boots together", () => {
  const tally = new TimesTally();
  assertEquals(tally.isEmpty, true);
  tally.add({
    boots: 2,
    ended: { boots: 1, cases: 9000, calls: 15000, booting: 100, running: 750 },
  });
  tally.add({
    boots: 1,
    ended: { boots: 1, cases: 1000, calls: 3000, booting: 300, running: 250 },
  });
  assertEquals(
    tally.text(),
    "3 boots, each 0.20 s; 10,000 cases with 18,000 system calls in 1.00 s " +
      "inside the kernel, 10,000 cases and 18,000 calls a second",
  );
});
