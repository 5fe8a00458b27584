import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { callCli, cliArguments, inFolder } from "../cli/run_cli.ts";

/** Scenarios that take some seconds to run. */
function writeScenarios(folder: string, count: number): void {
  const documents: string[] = [];
  for (let i = 0; i < count; i++) {
    documents.push(`id: s-${i}
name: Anonymous memory
source: mm/nommu.c
kernel: ">=2.6.30"
table:
  request: { length: 4KiB }
  rows: prot
  columns: flags
  cells: |
    prot        PRIVATE|ANONYMOUS  SHARED|ANONYMOUS
    NONE        anonymous          anonymous
    READ        anonymous          anonymous
    READ|WRITE  anonymous          anonymous
`);
  }
  Deno.writeTextFileSync(`${folder}/many.yaml`, documents.join("---\n"));
}

interface EndedRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Milliseconds from the signal to the end. */
  readonly took: number;
}

/** Sends a signal as soon as the command works for its second moment. */
async function interrupt(
  args: readonly string[],
  signal: "SIGINT" | "SIGTERM",
  folder: string,
  started: (out: string) => boolean,
): Promise<EndedRun> {
  const child = new Deno.Command("deno", {
    args: cliArguments(args),
    cwd: folder,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  let out = "";
  let sent = 0;
  const reading = (async () => {
    for await (
      const part of child.stdout.pipeThrough(new TextDecoderStream())
    ) {
      out += part;
      if (sent !== 0 || !started(out)) continue;
      sent = performance.now();
      child.kill(signal);
    }
  })();
  const [{ code }, err] = await Promise.all([
    child.status,
    new Response(child.stderr).text(),
    reading,
  ]);
  assert(sent !== 0, `Was never interrupted: ${out.slice(-200)}${err}`);
  return { code, out, err, took: performance.now() - sent };
}

Deno.test("SIGINT ends a run with 130, a summary and no report that looks whole", async () => {
  await inFolder(async (folder) => {
    writeScenarios(folder, 1200);
    const { code, out, err, took } = await interrupt(
      [
        ...["run", "--kernel", "all", "--reporter", "tap"],
        ...["--reporter", "junit:report.xml", "many.yaml"],
      ],
      "SIGINT",
      folder,
      (out) => out.includes("\nok 2000 "),
    );
    assertEquals(code, 130, err);
    assertMatch(out, /\nBail out! [\d,]+ tests were not run\n$/);
    assertMatch(
      err,
      /^nommap: Interrupted by SIGINT: [\d,]+ passed, 0 failed, [\d,]+ not run \(/,
    );
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), [
      "many.yaml",
    ]);
    assert(took < 30_000, `Took ${took} ms`);
  });
});

/** Sends SIGINT to this process, as far as the command line can see. */
async function interruptHere(): Promise<() => void> {
  const { addSignalListener } = Deno;
  let interrupt: (() => void) | undefined;
  Deno.addSignalListener = (signal, handler) => {
    if (signal === "SIGINT") interrupt = handler;
  };
  const { interruption } = await import("../../src/cli/interrupt.ts");
  interruption();
  Deno.addSignalListener = addSignalListener;
  return () => interrupt!();
}

/** Long commands, and what they have done when they look for the first time. */
const LONG: readonly (readonly [args: readonly string[], done: string])[] = [
  [["coverage", "scenarios/rst"], "1 of N tests ran"],
  [
    ["coverage", "--mutate", "--kernel", "linux-6.17", "scenarios/rst"],
    "0 of 1 kernels were checked",
  ],
  [["diff", "2.6.11", "7.1"], "0 requests and sequences were compared"],
  [
    ["conform", "kernel/recordings/random-6.12.jsonl.gz"],
    "0 lines were compared",
  ],
];

Deno.test("every long command looks for signals, and says what it did", async () => {
  const interrupt = await interruptHere();
  const run = ["run", "--verbose", "scenarios/rst"];
  let sent = 0;
  const { code, out, err } = await callCli(run, "", () => {
    // The terminal and `deno task` both send it.
    while (sent < 2) {
      sent++;
      interrupt();
    }
  });
  assertEquals(code, 130, err);
  assertMatch(
    out,
    /1 passed, 0 failed, \d+ not run \(\d+ steps?, \d+ ms\)\n$/,
  );
  assertMatch(err, /^nommap: Interrupted by SIGINT: 1 passed, 0 failed/);

  const closed = await callCli(run, "", () => {
    throw new Deno.errors.BrokenPipe();
  });
  assertEquals(closed.code, 130, "the other end of the pipe was ended, too");
  assertMatch(closed.err, /^nommap: Interrupted by SIGINT: 1 passed, 0 failed/);

  await inFolder(async (folder) => {
    const page = `${folder}/report.html`;
    Deno.writeTextFileSync(page, "an older one");
    const { code, err } = await callCli([
      "report",
      "--html",
      page,
      ...run.slice(2),
    ]);
    assertEquals(code, 130);
    assertMatch(err, /^nommap: Interrupted by SIGINT: 1 of \d+ tests ran\n$/);
    assertEquals(Deno.readTextFileSync(page), "an older one");
    assertEquals([...Deno.readDirSync(folder)].length, 1);
  });
  for (const [args, done] of LONG) {
    const { code, err } = await callCli(args);
    assertEquals(
      [code, err.replace(/of \d\d+/, "of N")],
      [130, `nommap: Interrupted by SIGINT: ${done}\n`],
      args.join(" "),
    );
  }
  const { exit } = Deno;
  Deno.exit = (status) => {
    throw new Error(`Ended with ${status}`);
  };
  await new Promise((resolve) => setTimeout(resolve, 260));
  assertThrows(interrupt, Error, "Ended with 130");
  Deno.exit = exit;
});
