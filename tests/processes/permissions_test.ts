import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { inFolder } from "../cli/run_cli.ts";
import { permissionsOf, TASKS } from "./tasks.ts";

const ROOT = new URL("../../", import.meta.url);
const MAIN = new URL("src/cli/main.ts", ROOT).pathname;
const CONFIG = new URL("deno.json", ROOT).pathname;
const VECTORS = new URL(
  "tests/data/vectors/decision-6.12-sample.jsonl.gz",
  ROOT,
).pathname;
const IMAGE = new URL("scenarios/drivers/images/damaged.img", ROOT).pathname;

/** Every command with the least that README.md says it needs. */
const COMMANDS: readonly {
  readonly args: readonly string[];
  readonly needs: "" | "read" | "read and write";
  readonly code?: number;
}[] = [
  { args: ["help"], needs: "" },
  { args: ["--version"], needs: "" },
  { args: ["rules"], needs: "read" },
  { args: ["schema"], needs: "read" },
  { args: ["table", "--anonymous"], needs: "read" },
  { args: ["diff", "6.17", "6.19"], needs: "read" },
  { args: ["decide", "--schema"], needs: "read" },
  { args: ["decide"], needs: "read" },
  { args: ["explain", "--flags", "SHARED"], needs: "read" },
  { args: ["explain", "one.yaml:7"], needs: "read" },
  { args: ["run", "one.yaml"], needs: "read" },
  { args: ["coverage", "one.yaml"], needs: "read" },
  { args: ["hazards", "one.yaml"], needs: "read" },
  { args: ["conform", VECTORS], needs: "read" },
  { args: ["cramfs", "ls", IMAGE], needs: "read" },
  { args: ["new", "flash"], needs: "read and write" },
  { args: ["report", "--html", "r.html", "one.yaml"], needs: "read and write" },
  {
    args: ["run", "--reporter", "tap:r.tap", "one.yaml"],
    needs: "read and write",
  },
  { args: ["cramfs", "build", "scenarios", "i.img"], needs: "read and write" },
];

const SCENARIO = `id: one
name: A regular file is not shared
source: mm/nommu.c
files: { data: { type: reg, size: 4KiB } }
steps:
  - mmap: { file: data, length: 4KiB, prot: READ, flags: SHARED }
    expect: ENODEV
`;

/** Runs a command with exactly these permissions; nobody is asked for more. */
async function runWith(
  permissions: readonly string[],
  args: readonly string[],
  folder: string,
): Promise<{ code: number; err: string; asked: string[] }> {
  const audit = `${folder}/audit.jsonl`;
  await Deno.writeTextFile(audit, "");
  const { code, stderr } = await new Deno.Command("deno", {
    args: [
      "run",
      "--no-prompt",
      "--cached-only",
      ...permissions,
      "--config",
      CONFIG,
      MAIN,
      ...args,
    ],
    cwd: folder,
    stdin: "null",
    env: { NO_COLOR: "1", DENO_AUDIT_PERMISSIONS: audit },
  }).output();
  const asked = Deno.readTextFileSync(audit).split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line).permission as string);
  return {
    code,
    err: new TextDecoder().decode(stderr),
    asked: [...new Set(asked)].sort(),
  };
}

const FLAGS = {
  "": [],
  read: ["--allow-read"],
  "read and write": ["--allow-read", "--allow-write"],
} as const;

Deno.test("every command runs with what README.md says, and asks for no more", async () => {
  const readme = Deno.readTextFileSync(new URL("README.md", ROOT));
  assertStringIncludes(readme, "Reading is all that most commands need");
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/one.yaml`, SCENARIO);
    for (const { args, needs } of COMMANDS) {
      const flags = FLAGS[needs];
      const { code, err, asked } = await runWith(flags, args, folder);
      assertEquals([code, err], [0, ""], args.join(" "));
      // The log names writing beside every reading; it was not permitted.
      const known = needs === "" ? [] : ["read", "write"];
      const more = asked.filter((one) => !known.includes(one));
      assertEquals(more, [], args.join(" "));
    }
  });
});

Deno.test("the task permits reading and writing, and nothing else", () => {
  assertEquals(permissionsOf("nommap"), ["--allow-read", "--allow-write"]);
  assertEquals(permissionsOf("start"), ["--allow-read"]);
  for (const [name, { command }] of Object.entries(TASKS)) {
    assert(!/(^|\s)(-A|--allow-all)(\s|$)/.test(command), name);
  }
});

Deno.test("what a command may not do is said in a sentence", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/one.yaml`, SCENARIO);
    const calls: readonly [string[], string[]][] = [
      [[], ["run", "one.yaml"]],
      [["--allow-read"], ["report", "--html", "r.html", "one.yaml"]],
      [["--allow-read"], ["new", "flash"]],
      [["--allow-read", "--allow-write"], ["kernel", "run", "one.yaml"]],
      [["--allow-read", "--allow-write"], ["explorer"]],
    ];
    for (const [flags, args] of calls) {
      const { code, err } = await runWith(flags, args, folder);
      assertEquals(code, 2, args.join(" "));
      assert(!/\n {4}at |Uncaught|Internal error/.test(err), err);
    }
  });
});
