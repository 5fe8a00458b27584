import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { callCli, inFolder, runCli } from "./run_cli.ts";

Deno.test("new writes a scenario file that passes, and never overwrites", async () => {
  await inFolder(async (folder) => {
    const made = await runCli(["new", "my-flash"], { folder });
    assertEquals([made.code, made.err], [0, ""]);
    assertStringIncludes(made.out, "scenarios/my-flash.yaml is written");
    const run = await runCli(["run", "scenarios"], { folder });
    assertEquals(run.code, 0, run.out);
    const path = `${folder}/scenarios/my-flash.yaml`;
    await Deno.writeTextFile(path, "mine");
    const again = await runCli(["new", "my-flash"], { folder });
    assertEquals(again.code, 2);
    assertStringIncludes(again.err, "Is there already and is not overwritten");
    assertEquals(await Deno.readTextFile(path), "mine");
  });
});

Deno.test("new names a schema that is there", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/a/b/x.yaml`;
    const { code, err } = await callCli(["new", "x", "--output", path]);
    assertEquals([code, err], [0, ""]);
    const [line] = (await Deno.readTextFile(path)).split("\n");
    const schema = /\$schema=(.+)$/.exec(line!)?.[1];
    assert((await Deno.stat(`${folder}/a/b/${schema}`)).isFile);
  });
});

Deno.test("new --from starts from a log", async () => {
  await inFolder(async (folder) => {
    const input =
      `mmap(NULL, 4096, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x80000000
mmap(NULL, 614400, PROT_READ|PROT_WRITE, MAP_SHARED, 3</dev/fb0>, 0) = -1 ENODEV (No such device)
`;
    const made = await runCli(["new", "log", "--from", "-"], { folder, input });
    assertEquals([made.code, made.err], [0, ""]);
    const text = await Deno.readTextFile(`${folder}/scenarios/log.yaml`);
    assertStringIncludes(text, "id: log-line-2\n");
    assertStringIncludes(text, "reason: shared-needs-direct");
    assertEquals((await runCli(["run", "scenarios"], { folder })).code, 0);
  });
});

const WRONG: readonly (readonly [readonly string[], string])[] = [
  [[], "Name one driver"],
  [["a", "b"], "Name one driver"],
  [["My_Flash"], "can have only small letters"],
  [["../x"], "can have only small letters"],
  [["x", "--from", "nope.log"], "nope.log: No such file"],
  [["x", "--from", "deno.json"], "There is no mmap()"],
  [["x", "--output", "deno.json/x.yaml"], "Cannot write"],
];

Deno.test("new answers 2 and says what is wrong", async () => {
  for (const [args, message] of WRONG) {
    const { code, err } = await callCli(["new", ...args]);
    assertEquals(code, 2, args.join(" "));
    assertStringIncludes(err, message);
  }
});
