import { assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { githubReporter } from "../../src/report/github.ts";
import { hostileResult, hostileResults, reportOf } from "./hostile.ts";

Deno.test("GitHub: an annotation at the place of what differs", () => {
  const text = reportOf(githubReporter, [
    hostileResult("one", "passed"),
    hostileResult("two,: %", "failed"),
    hostileResult("three", "known"),
    hostileResult("four", "unexpected-pass"),
  ]);
  const lines = text.split("\n");
  assertEquals(lines.length, 4);
  assertMatch(
    lines[0]!,
    /^::error file=two%2C%3A %25,line=2,col=3,title=two%2C%3A %25 on linux-6\.12%2C two%2C%3A %25::two,: %25%0A {2}two,: %25: /,
  );
  assertMatch(lines[1]!, /^::error file=four,line=2,col=3,title=four on /);
  assertEquals(
    lines[2],
    "nommap: 1 passed, 2 failed, 1 known to fail (8 steps, 12 ms)",
  );
});

Deno.test("GitHub: hostile texts start no command", () => {
  const results = hostileResults();
  const lines = reportOf(githubReporter, results).trimEnd().split("\n");
  const failed = results.filter(({ status }) =>
    status === "failed" || status === "unexpected-pass"
  );
  assertEquals(lines.length, failed.length + 1);
  for (const line of lines.slice(0, -1)) {
    // One command: properties without the marks that end them, then its data.
    assertMatch(
      line,
      /^::error file=[^,:]*,line=2,col=3,title=[^,:]*::[^\n\r]*$/,
    );
    assertNotMatch(line.replace(/%(?:25|0A|0D|3A|2C)/g, ""), /%/);
  }
});
