import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { COMMANDS } from "../../src/cli/commands.ts";
import { inFolder } from "../cli/run_cli.ts";
import { permissionsOf, TASKS } from "./tasks.ts";

const ROOT = new URL("../../", import.meta.url);
const MAIN = new URL("src/cli/main.ts", ROOT).pathname;
const CONFIG = new URL("deno.json", ROOT).pathname;
const VECTORS = new URL(
  "tests/data/vectors/decision-6.12-sample.jsonl.gz",
  ROOT,
).pathname;
const README = Deno.readTextFileSync(new URL("README.md", ROOT));
const IMAGE = new URL("scenarios/drivers/images/damaged.img", ROOT).pathname;

/** Every command with the least that README.md says it needs. */
const CALLS: readonly {
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
): Promise<{ code: number; err: string; asked: Request[] }> {
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
  const asked: Request[] = Deno.readTextFileSync(audit).split("\n")
    .filter((line) => line !== "").map((line) => JSON.parse(line));
  return { code, err: new TextDecoder().decode(stderr), asked };
}

/** What the runtime was asked for, granted or not. */
interface Request {
  readonly permission: string;
  readonly value: string;
}

/** What is asked for beside what is permitted. */
function moreThan(needs: keyof typeof FLAGS, asked: readonly Request[]) {
  const read = asked.filter(({ permission }) => permission === "read")
    .map(({ value }) => value);
  return asked.filter(({ permission, value }) => {
    if (permission === "read") return needs === "";
    // Opening a file that is read is noted as both.
    if (permission === "write") {
      return needs === "read" && !read.includes(value);
    }
    return true;
  });
}

const FLAGS = {
  "": [],
  read: ["--allow-read"],
  "read and write": ["--allow-read", "--allow-write"],
} as const;

Deno.test("every command runs with what README.md says, and asks for no more", async () => {
  assertEquals(
    Object.keys(COMMANDS).filter((name) =>
      !CALLS.some(({ args }) => args[0] === name)
    ),
    ["explorer", "kernel"],
  );
  assertStringIncludes(README, "Reading is all that most commands need");
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/one.yaml`, SCENARIO);
    for (const { args, needs } of CALLS) {
      const flags = FLAGS[needs];
      const { code, err, asked } = await runWith(flags, args, folder);
      assertEquals([code, err], [0, ""], args.join(" "));
      assertEquals(moreThan(needs, asked), [], args.join(" "));
    }
  });
});

Deno.test("tasks permit what README.md says, and nothing else", () => {
  assertEquals(permissionsOf("nommap"), ["--allow-read", "--allow-write"]);
  assertEquals(permissionsOf("start"), ["--allow-read"]);
  const named = (task: string): string[] => {
    const [, text] = README.split(`- \`deno task ${task}\` also has `);
    return text!.split(/\n(?! )/)[0]!.match(/--allow-[^`]+/g) ?? [];
  };
  for (const task of ["kernel", "explorer"]) {
    assertEquals(permissionsOf(task), [
      "--allow-read",
      "--allow-write",
      ...named(task),
    ]);
  }
});

Deno.test("no task may do whatever there is", () => {
  for (const [name, { command }] of Object.entries(TASKS)) {
    const bare = command.match(
      /(?<=\s)(-[A-Z]|--allow-(all|run|net|sys|ffi|import|env))(?=\s|$)/g,
    );
    // What drives the browser reads dozens of variables.
    const known = name === "test:browser" ? ["--allow-env"] : null;
    assertEquals(bare && [...bare], known, name);
  }
});

/** The log does not tell which programs are asked for. */
Deno.test("only the referee and the explorer start other programs", async () => {
  const starting: string[] = [];
  const look = async (folder: URL): Promise<void> => {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      if (isDirectory) await look(new URL(`${name}/`, folder));
      else if (name.endsWith(".ts")) {
        const text = await Deno.readTextFile(new URL(name, folder));
        if (/Deno\.Command|child_process|new Worker/.test(text)) {
          starting.push(new URL(name, folder).pathname.split("/src/").at(-1)!);
        }
      }
    }
  };
  await look(new URL("src/", ROOT));
  assertEquals(starting.sort(), [
    "explorer/build.ts",
    "referee/boot/boot.ts",
    "referee/host/command.ts",
  ]);
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
