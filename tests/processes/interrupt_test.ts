import { assert, assertEquals, assertMatch } from "@std/assert";
import { cliArguments, inFolder } from "../cli/run_cli.ts";

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
    writeScenarios(folder, 3000);
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
    assert(took < 5000, `Took ${took} ms`);
  });
});

Deno.test("SIGTERM ends a run with 143 and a summary", async () => {
  await inFolder(async (folder) => {
    writeScenarios(folder, 3000);
    const { code, out, err } = await interrupt(
      ["run", "--kernel", "all", "--verbose", "many.yaml"],
      "SIGTERM",
      folder,
      (out) => out.length > 100_000,
    );
    assertEquals(code, 143, err);
    assertMatch(
      out,
      /passed, 0 failed, [\d,]+ not run \([\d,]+ steps, \d+ ms\)\n$/,
    );
    assertMatch(err, /^nommap: Interrupted by SIGTERM: [\d,]+ passed/);
  });
});

Deno.test("SIGINT ends a comparison with recordings, and says how much was compared", async () => {
  const path = (name: string) =>
    new URL(`../../${name}`, import.meta.url).pathname;
  const short = path("tests/data/vectors/sequences-6.1-sample.jsonl.gz");
  const long = path("kernel/recordings/random-6.12.jsonl.gz");
  const { code, out, err } = await interrupt(
    ["conform", short, ...new Array(20).fill(long)],
    "SIGINT",
    ".",
    (out) => out.includes(" agree"),
  );
  assertEquals(code, 130, err);
  assertMatch(
    err,
    /^nommap: Interrupted by SIGINT: [\d,]+ lines were compared\n$/,
  );
  assertEquals(out.split(" agree").length < 20, true, out);
});
