import { assertEquals, assertMatch } from "@std/assert";
import { permissionsOf } from "../tasks.ts";
import { type CliRun, inFolder } from "../../cli/run_cli.ts";
import type { Call } from "./calls.ts";
import { makePrograms } from "./programs.ts";

const ROOT = new URL("../../../", import.meta.url);
const SCENARIO = new URL("tests/data/scenario/flash.yaml", ROOT).pathname;

/**
 * Makes calls with what the task permits, and sends a signal when a program
 * waits. Only the calls get it, not the programs that they started.
 */
async function interrupt(
  folder: string,
  calls: readonly Call[],
  { signal, program }: { signal: "SIGINT" | "SIGTERM"; program: string },
): Promise<CliRun> {
  makePrograms(folder);
  Deno.mkdirSync(`${folder}/tmp`);
  const child = new Deno.Command("deno", {
    args: [
      ...["run", "--no-prompt", "--quiet", ...permissionsOf("kernel")],
      ...["--config", new URL("deno.json", ROOT).pathname],
      new URL("calls.ts", import.meta.url).pathname,
      ...[folder, JSON.stringify(calls)],
    ],
    cwd: folder,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: {
      PATH: `${folder}:${Deno.env.get("PATH")}`,
      TMPDIR: `${folder}/tmp`,
      NO_COLOR: "1",
      DENO_AUDIT_PERMISSIONS: `${folder}/audit`,
    },
  }).spawn();
  const output = child.output();
  const started = async () => {
    while (!isThere(`${folder}/${program}.started`)) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  await Promise.race([output, started()]);
  child.kill(signal);
  const { code, stdout, stderr } = await output;
  const text = (part: Uint8Array): string => new TextDecoder().decode(part);
  return { code, out: text(stdout), err: text(stderr) };
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** What was asked of the runtime beside reading and writing. */
function askedIn(folder: string): string[] {
  const lines = Deno.readTextFileSync(`${folder}/audit`).matchAll(
    /"permission":"(\w+)","value":"([^"]*)"/g,
  );
  const asked = lines.map(([, permission, value]) => `${permission} ${value}`)
    .filter((one) => !/^(read|write) /.test(one));
  return [...new Set(asked)].sort();
}

Deno.test("SIGINT ends a kernel that judges, with 130 and what was judged", async () => {
  await inFolder(async (folder) => {
    const qemu = "qemu-system-riscv64";
    const run = ["run", "--kernel", "linux-6.12", SCENARIO];
    const { code, out, err } = await interrupt(folder, [
      { args: run, file: "qemu-system-riscv32.fails" },
      { args: run, file: "qemu-system-riscv32.dies" },
      { args: ["fuzz", "--cases", "20", "--output", "missing"] },
      { args: ["fuzz", "--cases", "20"] },
    ], { signal: "SIGINT", program: qemu });
    assertEquals([code, out], [130, "2\n2\n2\n130\n"], err);
    assertMatch(
      err,
      new RegExp(
        [
          "^nommap: The kernel did not start: will not do",
          "nommap: QEMU was ended by SIGHUP: there may be no room left for .*",
          "nommap: missing/scenario.yaml: Cannot write: No such folder",
          "Fuzzing linux-6.12: running \\(\\d+ s\\)",
          "nommap: Interrupted by SIGINT: no draft was judged\n$",
        ].join("\n"),
      ),
    );
    assertEquals(isThere(`${folder}/${qemu}.ended`), true);
    assertEquals([...Deno.readDirSync(`${folder}/tmp`)], []);
    assertEquals(askedIn(folder), ["env PATH", "env XDG_CACHE_HOME"]);
  });
});

Deno.test("SIGTERM ends the compilers of a kernel, and the next call goes on", async () => {
  await inFolder(async (folder) => {
    const build = ["build", "6.1", "--bits", "64"];
    const { code, out, err } = await interrupt(folder, [
      { args: build, file: "make.fails" },
      { args: build },
    ], { signal: "SIGTERM", program: "make" });
    assertEquals([code, out], [143, "2\n143\n"], err);
    assertMatch(
      err,
      new RegExp(
        [
          "nommap: make failed with status 3:",
          "will not do",
          "Linux 6.1, 64 bits: preparing \\(\\d+ s\\)",
          "Linux 6.1, 64 bits: configuring \\(\\d+ s\\)",
          "nommap: Interrupted by SIGTERM: Linux 6.1, 64 bits is not built yet, .*\n$",
        ].join("\n"),
      ),
    );
    assertEquals(isThere(`${folder}/make.ended`), true);
  });
});
