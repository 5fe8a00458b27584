import { assert, assertEquals } from "@std/assert";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { selectTests } from "../../src/scenario/run/select.ts";
import type { Scenario } from "../../src/scenario/types.ts";

function scenario(kernel: string, expect = "anonymous"): Scenario {
  const { scenarios, errors } = parseScenarios(
    `
id: memory
name: Memory can be had
source: mm/nommu.c
kernel: ${kernel}
steps:
  - mmap: { length: 4KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: ${expect}
`,
    "memory.yaml",
    ENGINE_NAMES,
  );
  assertEquals(errors.map(({ message }) => message), []);
  return scenarios[0]!;
}

function titles(found: Scenario, kernels?: readonly string[]): string[] {
  const selection = kernels === undefined ? {} : { kernels };
  return selectTests([found], selection).map(({ scenario, edition }) => {
    const { title, status } = runScenario(scenario, edition);
    return `${title}: ${status}`;
  });
}

Deno.test("a release is named in the result, with its edition", () => {
  const passed = "linux-5.4 (edition linux-4.19): passed";
  assertEquals(titles(scenario("linux-5.4")), [passed]);
  assertEquals(titles(scenario("5.4")), [passed]);
  assertEquals(titles(scenario("5.10")), ["linux-5.10: passed"]);
  assertEquals(titles(scenario("[linux-5.10.3, 6.12]")), [
    "linux-5.10.3 (edition linux-5.10): passed",
    "linux-6.12: passed",
  ]);
});

Deno.test("a range or the edition itself beside it gives the edition", () => {
  assertEquals(titles(scenario('[5.4, ">=4.19 <5.10"]')), [
    "linux-4.19: passed",
  ]);
});

Deno.test("what is asked for is named, whatever the file says", () => {
  const range = scenario('">=4.19 <5.15"');
  assertEquals(titles(range, ["linux-5.8", "linux-5.10"]), [
    "linux-5.8 (edition linux-4.19): passed",
    "linux-5.10: passed",
  ]);
});

Deno.test("an expectation may be for a release of the edition", () => {
  const found = scenario(
    "[linux-5.4, linux-5.12]",
    "{ linux-5.4: anonymous, linux-5.12: { backing: anonymous } }",
  );
  assertEquals(titles(found), [
    "linux-5.4 (edition linux-4.19): passed",
    "linux-5.12 (edition linux-5.10): passed",
  ]);
});

Deno.test("an unknown kernel is told with the nearest ones", () => {
  const problem = (kernel: string) => {
    const found = ENGINE_NAMES.kernels!(kernel);
    return "problem" in found ? found.problem : undefined;
  };
  assertEquals(
    problem("linux-6.15"),
    "Unknown kernel 'linux-6.15'; did you mean 'linux-6.12' or 'linux-6.17'?",
  );
  assertEquals(
    problem("5.9"),
    "Unknown kernel '5.9'; did you mean 'linux-4.19' or 'linux-5.10'?",
  );
  assertEquals(
    problem("linux-99"),
    "Unknown kernel 'linux-99'; did you mean 'linux-7.1'?",
  );
  assertEquals(
    problem("linus-6.12"),
    "Unknown kernel 'linus-6.12'; did you mean 'linux-6.12'?",
  );
  assertEquals(
    problem("plan9"),
    "Unknown kernel 'plan9'; known are linux-2.6.11 to linux-7.1",
  );
});

Deno.test("an expectation of several kernels names them with commas", () => {
  const of = (key: string) =>
    parseScenarios(
      `id: memory
name: Memory can be had
source: mm/nommu.c
kernel: [linux-5.4, linux-6.1, linux-6.12]
steps:
  - mmap: { length: 0, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: { ${key}: { errno: EINVAL }, linux-6.12: { errno: EINVAL } }
`,
      "memory.yaml",
      ENGINE_NAMES,
    );
  const { scenarios, errors } = of('"linux-5.4, linux-6.1"');
  assertEquals(errors, []);
  assertEquals(
    scenarios[0]!.steps[0]!.expect.map(({ kernels }) => kernels),
    [["linux-4.19", "linux-6.1"], ["linux-6.12"]],
  );
  const wrong = (key: string) => of(key).errors.map(({ reason }) => reason);
  assertEquals(wrong("[linux-5.4, linux-6.1]"), [
    "A key must be text, such as 'linux-5.4, linux-6.1', not a list",
  ]);
  assert(
    wrong('"linux-5.4, <6.2, linux-9.9"').some((reason) =>
      reason.startsWith("Unknown kernel 'linux-9.9'")
    ),
  );
  assertEquals(wrong('"linux-5.4, linux-6.1, linux-6.12"'), [
    "Kernel linux-6.12 has two expectations",
  ]);
});
