import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { callCli, inFolder } from "./run_cli.ts";

const FILE = "scenarios/cases/anonymous.yaml";

Deno.test("coverage lists the rules, and scenarios for the gaps", async () => {
  const { code, out, err } = await callCli(["coverage", FILE]);
  assertEquals([code, err], [0, ""]);
  assertStringIncludes(out, "✓ map-fixed ");
  assertStringIncludes(out, "✗ no-mmap-operation ");
  assertStringIncludes(out, "id: covers-no-mmap-operation\n");
  assertStringIncludes(out, "  exec-without-capability, taken: proved:");
});

Deno.test("coverage prints scenarios that close the gaps", async () => {
  await inFolder(async (folder) => {
    const { out } = await callCli(["coverage", FILE]);
    const gaps = out.slice(out.indexOf("id: covers-"), out.indexOf("\nNot re"));
    await Deno.writeTextFile(`${folder}/gaps.yaml`, gaps);
    const again = await callCli(["coverage", FILE, folder, "--min", "100"]);
    assertEquals(again.code, 0, again.err);
    assertStringIncludes(again.out, "linux-6.12        100%");
  });
});

Deno.test("coverage --min answers 1 below the percentage", async () => {
  assertEquals((await callCli(["coverage", FILE, "--min", "90"])).code, 1);
  assertEquals((await callCli(["coverage", FILE, "--min=5%"])).code, 0);
});

Deno.test("coverage --mutate answers 1 if a mutant survives", async () => {
  const { code, out } = await callCli(["coverage", "--mutate", FILE]);
  assertEquals(code, 1);
  assertStringIncludes(out, "✓ map-fixed ");
  assert(/^✓ map-fixed +✓ ✓ ✓ +case-/m.test(out));
  assert(/^✗ no-mmap-operation +✗ ✓ ✗ +case-/m.test(out));
  assert(!out.includes("survived: "));
});

Deno.test("coverage --mutate of several kernels is a line for each, and the survivors", async () => {
  const { code, out } = await callCli([
    "coverage",
    "--mutate",
    FILE,
    "--kernel=6.1",
    "--kernel=6.12",
    "--kernel=6.12",
    "scenarios/rst/mremap.yaml",
  ]);
  assertEquals(code, 1);
  assert(/^linux-6\.1 +\d+ mutants killed, \d+ survived/m.test(out));
  assert(/^linux-6\.12 +\d+ mutants killed, \d+ survived/m.test(out));
  assert(!out.includes("✓ map-fixed "));
  assertStringIncludes(out, "  survived: no-mmap-operation (skipped, ");
  assertStringIncludes(out, "\nWith --kernel NAME: each rule, and who kills");
});

Deno.test("coverage --json prints a line for each kernel", async () => {
  const { code, out } = await callCli(["coverage", "--json", FILE]);
  assertEquals(code, 0);
  const line = JSON.parse(out);
  assertEquals(line.kernel, "linux-6.12");
  const rule = line.rules.find(({ rule }: { rule: string }) =>
    rule === "map-fixed"
  );
  assertEquals(rule.taken, rule.takenBy.length);
  assert(rule.passed > rule.taken);
  assertStringIncludes(line.gaps[0].scenario, "id: covers-");
  assertEquals(line.unreachable, [{
    rule: "exec-without-capability",
    way: "taken",
    proof: { kind: "exhaustive", requests: 1_622_016 },
  }]);
  const broken = await callCli(["coverage", "--json", "--mutate", FILE]);
  assertEquals(broken.code, 1);
  const { kernel, mutants } = JSON.parse(broken.out);
  assertEquals(kernel, "linux-6.12");
  assertEquals(mutants[0], {
    rule: "offset-not-page-aligned",
    breakage: "skipped",
    fate: "survived",
  });
});

Deno.test("coverage of several kernels is one line for each", async () => {
  const { out } = await callCli([
    "coverage",
    "scenarios/cases/devices.yaml",
    "--kernel",
    "all",
  ]);
  assert(/^linux-6\.1 +\d+%/m.test(out) && /^linux-6\.12 +\d+%/m.test(out));
  assertStringIncludes(out, "With --kernel NAME: each rule");
});

Deno.test("coverage answers 2 and says what is wrong", async () => {
  const wrong = await callCli(["coverage", FILE, "--min", "abc"]);
  assertEquals(wrong.code, 2);
  assertStringIncludes(
    wrong.err,
    "needs a percentage from 0 to 100, not 'abc'",
  );
});

Deno.test("run --coverage says how much is covered, and answers 1 below", async () => {
  const enough = await callCli(["run", FILE, "--coverage"]);
  assertEquals(enough.code, 0);
  assertStringIncludes(enough.out, "passed, 0 failed");
  assert(/\n {2}linux-6\.12 +\d+% +\d+ of \d+ ways/.test(enough.out));
  const little = await callCli(["run", FILE, "--coverage=99"]);
  assertEquals(little.code, 1);
  assertStringIncludes(little.out, "Less than 99% is too little");
  const json = await callCli(["run", FILE, "--coverage", "--reporter", "json"]);
  assertEquals(typeof JSON.parse(json.out), "object");
  assertStringIncludes(json.err, "Rules covered");
  const mmu = "scenarios/drivers/cramfs_mmu.yaml";
  const none = await callCli(["run", mmu, "--coverage=1"]);
  assertEquals(none.code, 1);
  assertStringIncludes(none.out, "\n  none, for no test was without an MMU\n");
  const alone = await callCli(["coverage", mmu]);
  assertEquals(alone.code, 2);
  assertStringIncludes(
    alone.err,
    "All scenarios that are selected are with an",
  );
  const wrong = await callCli(["run", FILE, "--coverage=lots"]);
  assertEquals(wrong.code, 2);
  assertStringIncludes(wrong.err, "'--coverage' needs a percentage");
});

Deno.test("table, coverage and new name the release that was asked for", async () => {
  const table = await callCli(["table", "--kernel=5.4"]);
  assertStringIncludes(table.out, "\nkernel: linux-5.4\n");
  const own = await callCli(["table", "--kernel=linux-4.15"]);
  assertStringIncludes(own.out, "\nkernel: linux-4.15\n");
  const all = await callCli(["table", "--all", "--kernel=5.4"]);
  assertStringIncludes(
    all.out.replaceAll(/\s+/g, " "),
    "comes to on linux-5.4 (edition linux-4.19),",
  );
  const covered = ["coverage", "scenarios/rst/mremap.yaml", "--kernel=5.4"];
  const title = "linux-5.4 (edition linux-4.19)";
  assertStringIncludes((await callCli(covered)).out, title);
  assertStringIncludes((await callCli([...covered, "--mutate"])).out, title);
  const folder = await Deno.makeTempDir();
  const path = `${folder}/flash.yaml`;
  try {
    const { out } = await callCli([
      "new",
      "flash",
      "--kernel=5.4",
      `--output=${path}`,
    ]);
    assertStringIncludes(out, `holds on ${title}.`);
    const text = await Deno.readTextFile(path);
    assertEquals(text.match(/^kernel: .*$/gm), [
      "kernel: linux-5.4",
      "kernel: linux-5.4",
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
