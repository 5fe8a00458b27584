import { assertEquals, assertNotMatch } from "@std/assert";
import { dotReporter } from "../../src/report/dot.ts";
import { jsonReporter } from "../../src/report/json.ts";
import { prettyReporter } from "../../src/report/pretty.ts";
import { hostileResult, hostileResults, reportOf } from "./hostile.ts";

Deno.test("dot: a character for each test, in lines of a width", () => {
  const results = [
    hostileResult("x", "passed"),
    hostileResult("x", "known"),
    hostileResult("x", "passed"),
  ];
  const text = reportOf((write) => dotReporter(write, { width: 2 }), results);
  assertEquals(
    text,
    ".~\n.\n\n2 passed, 0 failed, 1 known to fail (6 steps, 12 ms)\n",
  );
});

Deno.test("dot: failures in full", () => {
  const text = reportOf(dotReporter, [hostileResult("x", "failed")]);
  assertEquals(text.split("\n").slice(0, 5), [
    "F",
    "",
    "FAIL x on linux-6.12: x",
    "  x:2:3",
    "  x: x",
  ]);
});

Deno.test("pretty: a line for all kernels on which a scenario ends alike", () => {
  const passed = hostileResult("x", "passed");
  const on = (kernel: string, result = passed) => ({
    ...result,
    kernel,
    title: kernel,
  });
  const text = reportOf(prettyReporter, [
    on("linux-6.1"),
    on("linux-6.3"),
    on("linux-6.6"),
    on("linux-6.8", { ...passed, status: "known" }),
    on("linux-6.12"),
    on("linux-7.1"),
  ]);
  assertEquals(text.split("\n").slice(1, 4), [
    "  ✓ x  x  linux-6.1 to linux-6.6",
    "  ~ x  x  linux-6.8",
    "  ✓ x  x  linux-6.12, linux-7.1",
  ]);
});

Deno.test("pretty and dot: nothing steers the terminal", () => {
  for (const make of [dotReporter, prettyReporter]) {
    const text = reportOf(make, hostileResults());
    assertNotMatch(text.replace(/[\n\t]/g, ""), /\p{Cc}/u);
  }
});

Deno.test("json: hostile texts are read back", () => {
  const results = hostileResults();
  const { tests } = JSON.parse(reportOf(jsonReporter, results)) as {
    readonly tests: readonly { readonly id: string }[];
  };
  assertEquals(
    tests.map(({ id }) => id),
    results.map(({ scenario }) => scenario.id),
  );
});
