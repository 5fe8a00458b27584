import { assert, assertEquals } from "@std/assert";
import { ktapReporter } from "../../src/report/ktap.ts";
import { HOSTILE, hostileResult, hostileResults, reportOf } from "./hostile.ts";

// Every line that Documentation/dev-tools/ktap.rst allows here.
const LINE =
  /^(?:KTAP version 1|1\.\.\d+|#( .*)?|(?:not )?ok \d+ [^#]*(?: # (?:SKIP|XFAIL)(?: [^#]*)?)?)$/;

Deno.test("KTAP: nested results, and expected failures as kselftest has them", () => {
  const text = reportOf(ktapReporter, [
    hostileResult("one", "passed"),
    hostileResult("two", "known"),
  ]);
  assertEquals(
    text,
    `KTAP version 1
1..2
  KTAP version 1
  # Subtest: one on linux-6.12
  1..2
  ok 1 one: one
  ok 2 one: one
ok 1 one on linux-6.12
  KTAP version 1
  # Subtest: two on linux-6.12
  1..2
  ok 1 two: two # XFAIL
  ok 2 two: two
ok 2 two on linux-6.12 # XFAIL two
`,
  );
});

Deno.test("KTAP: hostile texts stay texts", () => {
  const results = hostileResults();
  const lines = reportOf(ktapReporter, results).split("\n");
  assertEquals(lines.pop(), "");
  const top: string[] = [];
  for (const line of lines) {
    const inner = line.startsWith("  ") ? line.slice(2) : line;
    assert(LINE.test(inner), JSON.stringify(line));
    if (/^(?:not )?ok /.test(line)) top.push(line);
  }
  assertEquals(top.length, results.length);
  results.forEach(({ status }, number) => {
    const line = top[number]!;
    const ok = status === "passed" || status === "known";
    assertEquals(line.startsWith("ok "), ok);
    assertEquals(/ # XFAIL/.test(line), status === "known");
    assert(line.includes(` ${number + 1} `));
  });
  assertEquals(top.filter((line) => line.includes("# SKIP")), []);
  assertEquals(results.length, 4 * HOSTILE.length);
});

Deno.test("KTAP: what was not run is skipped", () => {
  const text = reportOf(ktapReporter, [hostileResult("x", "passed")], 2);
  assertEquals(text.split("\n").slice(-3), [
    "ok 2 not-run # SKIP the run was ended before",
    "ok 3 not-run # SKIP the run was ended before",
    "",
  ]);
});
