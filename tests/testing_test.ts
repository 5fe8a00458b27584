import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { ArgumentError } from "../src/errors.ts";
import { testScenarios } from "../src/testing.ts";
import { inFolder } from "./cli/run_cli.ts";

const ROOT = new URL("../", import.meta.url);

const SCENARIOS = `
id: right
name: Everything is as expected
source: mm/nommu.c
kernel: [linux-6.1, linux-6.12]
steps:
  - as: first
    mmap: { length: 4KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: anonymous
  - munmap: { address: first, length: 4KiB }
    expect: ok
---
id: wrong
name: Two of three steps differ
source: mm/nommu.c
steps:
  - mmap: { length: 4KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: ENODEV
  - as: second
    mmap: { length: 4KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: anonymous
  - munmap: { address: second, length: 4KiB }
    expect: { errno: EINVAL, reason: munmap-not-mapped }
---
id: mended
name: What the scenario calls a bug is none
source: mm/nommu.c
status: kernel-bug
because: It was one.
steps:
  - mmap: { length: 4KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: anonymous
`;

async function denoTest(folder: string, options: string): Promise<string> {
  const testing = new URL("src/testing.ts", ROOT).href;
  await Deno.writeTextFile(`${folder}/scenarios.yaml`, SCENARIOS);
  await Deno.writeTextFile(
    `${folder}/scenarios_test.ts`,
    `import { testScenarios } from "${testing}";
await testScenarios(new URL("./", import.meta.url)${options});
`,
  );
  const { code, stdout } = await new Deno.Command("deno", {
    args: ["test", "--no-check", "--allow-read", "scenarios_test.ts"],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(code, 1);
  return new TextDecoder().decode(stdout);
}

Deno.test("each scenario and kernel is a test, and failures name each step", async () => {
  await inFolder(async (folder) => {
    const out = await denoTest(folder, "");
    assertStringIncludes(out, "\nright (linux-6.1): Everything is as");
    assertStringIncludes(out, "\nright (linux-6.12): Everything is as");
    assertStringIncludes(out, "\n  second: mmap(NULL, 4096, PROT_READ, ");
    for (
      const line of [
        "    expected  actual",
        "errno     ENODEV    ok ",
        "errno     EINVAL             ok ",
        "reason    munmap-not-mapped  munmap-whole",
        "It was one.",
      ]
    ) assertStringIncludes(out, line);
    assertStringIncludes(out, "| 2 passed (1 step) | 2 failed (2 steps)");
  });
});

Deno.test("with everyStep those that pass are reported, too", async () => {
  await inFolder(async (folder) => {
    const out = await denoTest(folder, ", { everyStep: true }");
    assertStringIncludes(out, "\n  first: mmap(NULL, 4096, PROT_READ, ");
    assertStringIncludes(out, "| 2 passed (5 steps) | 2 failed (2 steps)");
  });
});

Deno.test("testScenarios() refuses what would test nothing", async () => {
  const cases = new URL("scenarios/cases/anonymous.yaml", ROOT);
  await assertRejects(
    () => testScenarios(cases, { kernels: ["linux-9.9"] }),
    ArgumentError,
    "Unknown kernel 'linux-9.9'",
  );
  await assertRejects(
    () => testScenarios(cases, { kernels: [] }),
    Error,
    "scenarios is selected",
  );
  await assertRejects(() => testScenarios([]), Error, "None of 0 scenarios");
  await assertRejects(
    () => testScenarios({} as unknown as string),
    ArgumentError,
    "Expected a list of paths",
  );
});
