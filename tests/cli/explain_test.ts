import { assertEquals, assertStringIncludes } from "@std/assert";
import { callCli, inFolder } from "./run_cli.ts";

const LINE =
  "mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</mnt/x>, 0) = -1 ENODEV (No such device)";

Deno.test("explain takes a request from options", async () => {
  const { code, out, err } = await callCli([
    "explain",
    "--capabilities",
    "DIRECT,READ",
    "--get-unmapped-area",
    "0x40000000",
    "--flags",
    "SHARED",
    "--prot",
    "READ,WRITE",
  ]);
  assertEquals([code, err], [0, ""]);
  assertStringIncludes(out, "  DECIDED      shared-needs-write-capability");
  assertStringIncludes(out, "    - the driver gains the WRITE capability\n");
  assertEquals(out.split("\n").filter((line) => line.length > 80), []);
});

Deno.test("explain takes a step of a scenario, by line and by name", async () => {
  const file = "scenarios/cases/files.yaml";
  const byName = await callCli([
    "explain",
    `${file}#case-09-another-process-in-the-way:2`,
  ]);
  assertEquals(byName.code, 0, byName.err);
  assertStringIncludes(byName.out, "  DECIDED      sharing-violation: EINVAL");
  assertStringIncludes(byName.out, "without the earlier step 1 by a");
  const text = await Deno.readTextFile(
    new URL(`../../${file}`, import.meta.url),
  );
  const line = text.slice(0, text.indexOf("sharing-violation")).split("\n")
    .length;
  assertEquals(await callCli(["explain", `${file}:${line}`]), byName);
});

Deno.test("explain takes a line of strace, and a log from standard input", async () => {
  const line = await callCli(["explain", LINE]);
  assertEquals(line.code, 0, line.err);
  assertStringIncludes(line.out, "ENODEV by shared-needs-direct");
  assertStringIncludes(line.out, "-> copy: MAP_PRIVATE");
  const log = await callCli(
    ["explain"],
    `execve("/bin/x") = 0\n[pid 7] ${LINE}\n[pid 7] ${LINE}\n`,
  );
  assertStringIncludes(log.out, "line 2, process 7, 2 times\n");
  assertStringIncludes(log.out, "2 mmap calls, 2 failed\n");
});

Deno.test("explain answers 1 if a log contradicts the engine", async () => {
  const { code, out } = await callCli([
    "explain",
    "mmap(0x1000, 4096, PROT_READ, MAP_PRIVATE|MAP_FIXED|MAP_ANONYMOUS, -1, 0) = 0x1000",
  ]);
  assertEquals(code, 1);
  assertStringIncludes(out, "This contradicts the engine");
});

Deno.test("explain --wanted answers what a driver must declare", async () => {
  const { code, out } = await callCli([
    "explain",
    "--flags=SHARED",
    "--wanted=direct",
    "--mmap=absent",
  ]);
  assertEquals(code, 0);
  assertStringIncludes(out, "  - mmap, get_unmapped_area; without");
  const none = await callCli(["explain", "--flags=SHARED", "--wanted=copy"]);
  assertStringIncludes(
    none.out,
    "No declaration of the driver gives copy here.",
  );
});

Deno.test("explain --mmap-prepare says which of two operations to keep", async () => {
  const call = [
    "explain",
    "--kernel=6.18",
    "--mmap-prepare=ok",
    "--flags=SHARED",
  ];
  const area = "--get-unmapped-area=0x20000000";
  const both = await callCli([...call, area, "--mmap=ok"]);
  assertStringIncludes(both.out, "ENODEV, because of mmap-beside-mmap-prepare");
  assertStringIncludes(
    both.out,
    "    - the driver drops mmap beside mmap_prepare",
  );
  const one = await callCli([...call, area]);
  assertStringIncludes(one.out, "direct at 0x20000000, by shared-direct");
});

Deno.test("explain does not say that a hint is ignored where it is refused", async () => {
  const call = ["explain", "--flags=PRIVATE,ANONYMOUS", "--address=0x1000"];
  const old = await callCli([...call, "--kernel=2.6.31"]);
  assertStringIncludes(old.out, "DECIDED      address-hint: EINVAL");
  assertEquals(old.out.includes("Not looked at"), false);
  const recent = await callCli([...call, "--kernel=2.6.32"]);
  assertStringIncludes(recent.out, "Not looked at without an MMU: the address");
});

const WRONG: readonly (readonly [readonly string[], string])[] = [
  [
    ["--flags", "SHARD"],
    "Unknown flag 'SHARD' of flags; did you mean 'SHARED'?",
  ],
  [["--type", "disk"], "Option '--type': 'disk' is none of reg, blk, chr"],
  [["--mmap-prepare", "absent"], "Unknown answer 'absent'"],
  [["--mmap", "EFOO"], "Unknown answer 'EFOO'"],
  [["--length", "12x"], "Option '--length': '12x' is not a number"],
  [["--length", "0x100000000"], "does not fit a word of 32 bits"],
  [["--page-size", "5000"], "is not a power of two"],
  [["--kernel", "linux-9.9"], "Unknown kernel 'linux-9.9'"],
  [["--wanted", "gold"], "'gold' is none of direct, copy, ok"],
  [["--flags", "ANONYMOUS,PRIVATE", "--type", "chr"], "leaves no file"],
  [["no.log"], "no.log: No such file"],
  [["scenarios/cases/files.yaml#nope"], "Unknown scenario 'nope'"],
  [["scenarios/cases/files.yaml"], "Name a scenario or a line of it"],
  [["scenarios/nope.yaml:3"], "no such file"],
  [["a", "b"], "a strace line needs quotes"],
  [["mmap(NULL, 4"], "cannot be read"],
  [[], "There is no mmap()"],
  [["--verbos"], "did you mean '--verbose'?"],
];

Deno.test("explain answers 2 and says what is wrong", async () => {
  for (const [args, message] of WRONG) {
    const { code, out, err } = await callCli(["explain", ...args]);
    assertEquals([code, out], [2, ""], args.join(" "));
    assertStringIncludes(err, message);
    assertEquals(err.includes("    at "), false, err);
  }
});

Deno.test("explain says what is wrong with a scenario file", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/x.yaml`, "id: x\nnam: y\n");
    const { code, err } = await callCli(["explain", `${folder}/x.yaml#x`]);
    assertEquals(code, 2);
    assertStringIncludes(err, "x.yaml:2:1: Unknown key 'nam'");
  });
});
