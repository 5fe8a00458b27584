import { assertEquals, assertStringIncludes } from "@std/assert";
import { cliArguments, inFolder, runInShell } from "../cli/run_cli.ts";

const VECTORS = "tests/data/vectors/decision-6.12-sample.jsonl.gz";

/** Calls that print something, of every command that `deno task nommap` runs. */
const CALLS: readonly (readonly string[])[] = [
  ["help"],
  ["--version"],
  ["run", "scenarios/rst"],
  ["run", "--reporter", "json", "scenarios/rst"],
  ["run", "--reporter", "tap", "scenarios/rst"],
  ["explain", "--flags", "SHARED"],
  ["table", "--anonymous"],
  ["coverage", "--kernel", "6.12", "scenarios/rst"],
  ["conform", VECTORS],
  ["diff", "6.17", "6.19"],
  ["decide", "--schema"],
  ["rules"],
  ["hazards", "scenarios/rst"],
  ["schema"],
  ["cramfs", "ls", "scenarios/drivers/images/damaged.img"],
];

Deno.test("every command says that a disk is full", async (t) => {
  await Promise.all(CALLS.map((args) =>
    t.step({
      name: args.join(" "),
      sanitizeOps: false,
      sanitizeResources: false,
      sanitizeExit: false,
      async fn() {
        const { code, out, err } = await runInShell(
          args,
          "NOMMAP > /dev/full; echo $? >&2",
        );
        assertEquals([code, out], [2, ""]);
        assertStringIncludes(err, "nommap: Cannot write the output: No space");
        assertEquals(err.includes("    at "), false, err);
      },
    })
  ));
});

/** Reads the first bytes of what a call prints and closes the pipe. */
async function readBeginning(
  args: readonly string[],
): Promise<{ code: number; err: string }> {
  const child = new Deno.Command("deno", {
    args: cliArguments(args),
    cwd: new URL("../../", import.meta.url),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  await reader.cancel();
  const [{ code }, err] = await Promise.all([
    child.status,
    new Response(child.stderr).text(),
  ]);
  return { code, err };
}

Deno.test("a closed pipe ends what prints much", async () => {
  const runs = [
    ["run", "--verbose", "scenarios"],
    ["run", "--reporter", "json", "scenarios/mapping"],
    ["run", "--reporter", "tap", "scenarios"],
  ];
  for (const args of runs) {
    const { code, err } = await readBeginning(args);
    assertEquals(code, 2, args.join(" "));
    assertEquals(
      err,
      "nommap: The output was closed before all of it was written\n",
    );
  }
});

Deno.test("a report is not written beside an output that is closed", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/report.json`;
    const args = ["run", "--verbose", "--reporter", "pretty", "--reporter"];
    const { code } = await readBeginning([...args, `json:${file}`]);
    assertEquals(code, 2);
    assertEquals([...Deno.readDirSync(folder)], []);
  });
});
