import { assertEquals, assertStringIncludes } from "@std/assert";
import { callCli, inFolder } from "./run_cli.ts";

Deno.test("table prints a scenario that passes", async () => {
  await inFolder(async (folder) => {
    const { code, out, err } = await callCli([
      "table",
      "--type",
      "reg",
      "--size",
      "4KiB",
    ]);
    assertEquals([code, err], [0, ""]);
    await Deno.writeTextFile(`${folder}/table.yaml`, out);
    const run = await callCli(["run", `${folder}/table.yaml`]);
    assertEquals(run.code, 0, run.out);
    assertStringIncludes(run.out, "1 passed, 0 failed (16 steps");
  });
});

Deno.test("table takes the file of a scenario, and other formats", async () => {
  const scenario =
    "scenarios/cases/devices.yaml#case-04-character-device-private";
  const csv = await callCli([
    "table",
    scenario,
    "--file",
    "video0",
    "--format",
    "csv",
  ]);
  assertEquals(csv.code, 0, csv.err);
  assertStringIncludes(csv.out, "READ,PRIVATE,ENODEV,private-needs-copy,\n");
  const all = await callCli(["table", "--all", "--format", "md"]);
  assertStringIncludes(all.out, "## MAP_PRIVATE\n");
  const anonymous = await callCli(["table", "--anonymous"]);
  assertStringIncludes(anonymous.out, "PRIVATE|ANONYMOUS");
});

const WRONG: readonly (readonly [readonly string[], string])[] = [
  [["--format", "pdf"], "'pdf' is none of scenario, md, csv"],
  [["--all", "--type", "reg"], "--all is about every declaration"],
  [["--anonymous", "--type", "reg"], "leaves no file"],
  [["x.yaml"], "name it as in"],
  [["scenarios/cases/anonymous.yaml#case-11-map-fixed"], "has no file"],
  [
    ["scenarios/cases/files.yaml#case-34-busybox-twice", "--file", "busibox"],
    "has no file 'busibox'; did you mean 'busybox'?",
  ],
  [
    ["scenarios/cases/files.yaml#case-34-busybox-twice", "--noexec"],
    "is declared there",
  ],
];

Deno.test("table answers 2 and says what is wrong", async () => {
  for (const [args, message] of WRONG) {
    const { code, err } = await callCli(["table", ...args]);
    assertEquals(code, 2, args.join(" "));
    assertStringIncludes(err, message);
  }
});
