/**
 * Results in which every text is as hostile as it can be. What scenario files
 * may say is checked when they are loaded; a reporter does not rely on it.
 */
import type { Reporter } from "../../src/report/reporter.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import type {
  RunStatus,
  ScenarioResult,
} from "../../src/scenario/run/result.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import type { Scenario } from "../../src/scenario/types.ts";

/** Texts that would break a format that does not escape them. */
export const HOSTILE: readonly string[] = [
  "]]> <script>alert(1)</script> &amp; &#0; <!-- --> ' \"",
  "# SKIP",
  "a # TODO not a directive",
  "ends in a brace {",
  "back\\slash \\# \\",
  "::error file=x,line=1::injected",
  "%0A::set-output name=x::y 100% %25",
  "two\nok 99 - lines\r\nnot ok 98\n::warning::x",
  "controls \0\x01\x07\x1b[2J\x7f\x80\x9f\t",
  "halves \ud800 and \udfff, whole \u{1f600}",
  "ends \u2028 of \u2029 lines \ufeff \ufffe \uffff",
  "reversed \u202e txet \u2066 x \u2069",
  "--- !!js/function 'x' \n...\nBail out!\n1..0\nTAP version 13",
  "KTAP version 1\n    # Subtest: inner\n",
  "__proto__",
  "",
  " ",
];

const SCENARIO = `id: base
name: Two steps
source: mm/nommu.c
files: { data: { type: reg, size: 4KiB } }
steps:
  - mmap: { file: data, length: 4KiB, prot: READ, flags: SHARED }
    expect: ENODEV
  - mmap: { file: data, length: 4KiB, prot: READ, flags: PRIVATE }
    expect: copy
`;

function base(): Scenario {
  return parseScenarios(SCENARIO, "base.yaml").scenarios[0]!;
}

/** A scenario of two steps, the first failed, with this text everywhere. */
export function hostileResult(
  text: string,
  status: RunStatus,
): ScenarioResult {
  const scenario: Scenario = {
    ...base(),
    id: text,
    name: text,
    source: text,
    text: {
      file: text,
      position: () => ({ file: text, line: 2, column: 3 }),
    },
    ...(status === "known" || status === "unexpected-pass"
      ? { status: "kernel-bug", because: text }
      : {}),
  };
  const { steps } = runScenario(base(), LINUX_6_12);
  const differs = status === "failed" || status === "known";
  return {
    scenario,
    kernel: "linux-6.12",
    title: "linux-6.12",
    status,
    steps: steps.map((step, number) => ({
      ...step,
      label: text,
      call: text,
      mismatches: differs && number === 0
        ? [{ key: text, expected: text, actual: `${text}${text}`, at: 5 }]
        : [],
    })),
  };
}

/** Every hostile text with every status. */
export function hostileResults(): ScenarioResult[] {
  const all: RunStatus[] = [
    "passed",
    "failed",
    "known",
    "unexpected-pass",
  ];
  return HOSTILE.flatMap((text) =>
    all.map((status) => hostileResult(text, status))
  );
}

/** What a reporter writes about results, as a terminal or a file gets it. */
export function reportOf(
  make: (write: (text: string) => void) => Reporter,
  results: readonly ScenarioResult[],
  notRun = 0,
): string {
  let text = "";
  const reporter = make((part) => void (text += part));
  reporter.begin(results.length + notRun);
  for (const result of results) reporter.result(result);
  const count = (...wanted: RunStatus[]): number =>
    results.filter(({ status }) => wanted.includes(status)).length;
  reporter.end({
    tests: results.length,
    steps: results.reduce((sum, { steps }) => sum + steps.length, 0),
    passed: count("passed"),
    failed: count("failed", "unexpected-pass"),
    known: count("known"),
    notRun,
    duration: 12,
  });
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
