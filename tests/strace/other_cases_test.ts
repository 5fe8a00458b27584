/** Does the explanation of a call that is not mmap() name cause and way out? */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { styleFor } from "../../src/report/style.ts";
import { readStrace } from "../../src/strace/log.ts";
import { explainStrace } from "../../src/strace/report.ts";
import { OTHER_CASES } from "./other_calls.ts";

const OPTIONS = {
  edition: LINUX_6_12,
  text: { style: styleFor(false), width: 500, verbose: false },
};

for (const { name, log, reason, wayOut, note } of OTHER_CASES) {
  Deno.test(`explain names the cause and a way out: ${name}`, () => {
    const { text, contradictions } = explainStrace(readStrace(log), OPTIONS);
    assertEquals(contradictions, 0, text);
    const lines = text.split("\n").map((line) => line.trim());
    const cause = lines.find((line) => line.startsWith("1. "));
    assertEquals(cause?.split(" ").at(-1), reason, text);
    assertStringIncludes(
      lines.find((line) => line.startsWith("-> ")) ?? text,
      wayOut,
    );
    if (note !== undefined) assertStringIncludes(text, note);
  });
}

Deno.test("explainStrace() says what it supposed of a call that contradicts it", () => {
  const log = readStrace("munmap(0x80003000, 4096) = -1 ENOMEM");
  const { text, contradictions } = explainStrace(log, OPTIONS);
  assertEquals(contradictions, 1);
  assertStringIncludes(
    text,
    "  - it is one whole mapping: ok by munmap-whole\n",
  );
});

Deno.test("explainStrace() leaves calls out that succeeded, and counts the others", () => {
  const log = readStrace(`munmap(0x80003000, 4096) = 0
mmap(NULL, 4096, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x80003000
mprotect(0x80003000, 4096, PROT_NONE) = -1 ENOSYS (Function not implemented)
mprotect(0x80003000, 4096, PROT_NONE) = -1 ENOSYS (Function not implemented)`);
  const { text } = explainStrace(log, OPTIONS);
  assert(text.startsWith("line 3, 2 times\n"), text);
  assert(text.endsWith("1 mmap call, 0 failed, 2 other calls failed\n"), text);
});

Deno.test("explainStrace() takes the mappings of the process, or else of any", () => {
  const log = (pid: number) =>
    readStrace(`5 openat(AT_FDCWD, "/mnt/a", O_RDONLY) = 3
5 mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, 3, 0) = 0x80340000
6 mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x80340000
${pid} munmap(0x80340000, 4096) = -1 EINVAL (Invalid argument)`);
  const own = explainStrace(log(5), OPTIONS);
  assertStringIncludes(own.text, "After line 2: mmap(NULL, 8192");
  assertEquals(own.text.includes("After line 3"), false);
  assertStringIncludes(explainStrace(log(7), OPTIONS).text, "After line 3");
});

Deno.test("explainStrace() tells of so many other calls, unless all are asked for", () => {
  const lines = Array.from(
    { length: 60 },
    (_, place) => `mprotect(0x${place + 1}000, 4096, PROT_NONE) = -1 ENOSYS`,
  );
  const log = readStrace(lines.join("\n"));
  const { text } = explainStrace(log, OPTIONS);
  assertStringIncludes(text, "line 50\n");
  assertEquals(text.includes("line 51\n"), false);
  assertStringIncludes(text, "10 other calls not told of (--verbose)\n");
  const verbose = { ...OPTIONS, text: { ...OPTIONS.text, verbose: true } };
  assertStringIncludes(explainStrace(log, verbose).text, "line 60\n");
});
