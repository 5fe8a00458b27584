import { assertEquals, assertStringIncludes } from "@std/assert";
import { Parser } from "npm:tap-parser@18.3.4";
import { tapReporter } from "../../src/report/tap.ts";
import { oneLine } from "../../src/writing/printable.ts";
import { HOSTILE, hostileResult, hostileResults, reportOf } from "./hostile.ts";

interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly todo: unknown;
  readonly skip: unknown;
  readonly diag: Record<string, unknown> | null;
}

interface Parsed {
  readonly points: readonly Point[];
  readonly children: readonly (readonly Point[])[];
  readonly extra: readonly string[];
  readonly final: {
    readonly ok: boolean;
    readonly count: number;
    readonly todo: number;
    readonly skip: number;
    readonly bailout: unknown;
    readonly failures: readonly { readonly tapError?: unknown }[];
  };
}

function parse(text: string): Promise<Parsed> {
  return new Promise((resolve) => {
    const points: Point[] = [];
    const children: Point[][] = [];
    const extra: string[] = [];
    const parser = new Parser({ strict: true });
    parser.on("assert", (point: Point) => points.push(point));
    parser.on("extra", (line: string) => extra.push(line));
    parser.on("child", (child: Parser) => {
      const inner: Point[] = [];
      children.push(inner);
      child.on("assert", (point: Point) => inner.push(point));
      child.on("extra", (line: string) => extra.push(line));
    });
    parser.on(
      "complete",
      (final: Parsed["final"]) => resolve({ points, children, extra, final }),
    );
    parser.end(text);
  });
}

Deno.test("TAP: a parser reads the statuses, names and differences", async () => {
  const text = reportOf(tapReporter, [
    hostileResult("one", "passed"),
    hostileResult("two", "failed"),
    hostileResult("three", "known"),
    hostileResult("four", "unexpected-pass"),
  ]);
  const { points, children, extra, final } = await parse(text);
  assertEquals(extra, []);
  assertEquals(final.count, 4);
  assertEquals(final.todo, 1);
  assertEquals(points.map(({ ok }) => ok), [true, false, false, false]);
  assertEquals(points[0]!.name, "one on linux-6.12: one");
  assertEquals(points[2]!.todo, "three");
  assertEquals(children.length, 4);
  assertEquals(children[1]!.map(({ ok }) => ok), [false, true]);
  assertEquals(children[1]![0]!.diag, {
    at: { file: "two", line: 2, column: 3 },
    reason: "shared-needs-direct",
    mismatches: [{
      key: "two",
      expected: "two",
      actual: "twotwo",
      file: "two",
      line: 2,
      column: 3,
    }],
  });
  assertStringIncludes(String(points[3]!.diag?.["message"]), "kernel-bug");
});

Deno.test("TAP: hostile texts stay texts", async () => {
  const results = hostileResults();
  const { points, children, extra, final } = await parse(
    reportOf(tapReporter, results),
  );
  assertEquals(extra, []);
  assertEquals(final.count, results.length);
  assertEquals(final.bailout, false);
  assertEquals(final.skip, 0);
  assertEquals(final.todo, HOSTILE.length);
  assertEquals(children.length, results.length);
  results.forEach(({ scenario, status }, number) => {
    const point = points[number]!;
    assertEquals(point.ok, status === "passed");
    assertEquals(children[number]!.length, 2);
    const seen = oneLine(scenario.id);
    assertEquals(
      point.name,
      `${seen} on linux-6.12: ${seen.replace(/\{$/, "\\x7b")}`.trim(),
    );
    if (status !== "failed") return;
    const diag = children[number]![0]!.diag as unknown as {
      readonly mismatches: readonly { readonly expected: string }[];
    };
    const whole = scenario.id.replace(/\p{Cs}/gu, (half) => oneLine(half));
    assertEquals(diag.mismatches[0]!.expected, whole);
  });
});

Deno.test("TAP: a run that was ended says so", async () => {
  const text = reportOf(tapReporter, [hostileResult("x", "failed")], 3);
  const { final } = await parse(text);
  assertEquals(final.bailout, "3 tests were not run");
});
