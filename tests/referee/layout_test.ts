import { assertEquals } from "@std/assert";
import * as layout from "../../src/referee/layout.ts";
import { groupedNumbers, headerNumbers } from "./header_numbers.ts";

/** Groups of numbers whose names differ from those of the header. */
const PREFIX: Record<string, string> = {
  MMAP_ANSWER: "MMAP",
  READ_ANSWER: "READ",
};

const layoutNumbers = () => groupedNumbers(layout, PREFIX);

Deno.test("layout.ts has the numbers of kernel/nommap.h", () => {
  const header = headerNumbers("nommap.h");
  for (const [name, number] of layoutNumbers()) {
    assertEquals([name, header.get(name)], [name, number]);
  }
});

Deno.test("kernel/nommap.h has no record, step or answer that layout.ts lacks", () => {
  const known = new Set([...layoutNumbers()].map(([name]) => name));
  const missing = [...headerNumbers("nommap.h").keys()].filter((name) =>
    /^(HEADER|STATE|PHASE|SPEC|OPERATION|GUA|READ|CONTENTS|FILL|RECORD|CALL|TEXT|SKIPPED|OBSERVE|VIA|DEVICE|MOUNT|BUS|WINDOW)_/
      .test(name) &&
    !known.has(name) &&
    !/^FILL_(ADDRESS|LENGTH|SOURCE|WORDS)$/.test(name)
  );
  assertEquals(missing, []);
});
