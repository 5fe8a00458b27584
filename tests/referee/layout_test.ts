import { assertEquals } from "@std/assert";
import * as layout from "../../src/referee/layout.ts";

/** The numbers of kernel/nommap.h by name. */
function headerNumbers(): Map<string, bigint> {
  const text = Deno.readTextFileSync(
    new URL("../../kernel/nommap.h", import.meta.url),
  );
  return new Map(
    [...text.matchAll(/^#define (\w+) (0x[0-9a-f]+|\d+)(?:ULL)?$/gm)]
      .map(([, name, value]) => [name!, BigInt(value!)]),
  );
}

/** Groups of numbers whose names differ from those of the header. */
const PREFIX: Record<string, string> = {
  MMAP_ANSWER: "MMAP",
  READ_ANSWER: "READ",
};

function* layoutNumbers(): Generator<[string, bigint]> {
  for (const [group, value] of Object.entries(layout)) {
    if (typeof value === "object") {
      for (const [name, number] of Object.entries(value)) {
        yield [`${PREFIX[group] ?? group}_${name}`, BigInt(number)];
      }
    } else {
      yield [group, BigInt(value)];
    }
  }
}

Deno.test("layout.ts has the numbers of kernel/nommap.h", () => {
  const header = headerNumbers();
  for (const [name, number] of layoutNumbers()) {
    assertEquals([name, header.get(name)], [name, number]);
  }
});

Deno.test("kernel/nommap.h has no record, step or answer that layout.ts lacks", () => {
  const known = new Set([...layoutNumbers()].map(([name]) => name));
  const missing = [...headerNumbers().keys()].filter((name) =>
    /^(HEADER|STATE|PHASE|SPEC|OPERATION|GUA|READ|CONTENTS|FILL|RECORD|CALL|TEXT|SKIPPED|OBSERVE|VIA|DEVICE|MOUNT|BUS)_/
      .test(name) &&
    !known.has(name) &&
    !/^FILL_(ADDRESS|LENGTH|SOURCE|WORDS)$/.test(name)
  );
  assertEquals(missing, []);
});
