import { assertEquals } from "@std/assert";
import { CRAMFS_HELP } from "../../src/cli/cramfs.ts";
import { CRAMFS_LAYOUTS } from "../../src/files/cramfs/layout.ts";
import { CRAMFS_REVISIONS } from "../../src/files/cramfs/revisions.ts";
import { run } from "./cramfs/command.ts";
import { inFolder } from "./run_cli.ts";

for (
  const [what, args, message] of [
    ["no command", [], "Say what to do: ls or build"],
    ["an unknown command", ["frob"], "Unknown command 'cramfs frob'"],
    ["no image", ["ls"], "Name one image, not 0"],
    ["two images", ["ls", "a", "b"], "Name one image, not 2"],
    ["an unknown option", ["ls", "a", "--foo"], "Unknown option '--foo'"],
    ["a missing image", ["ls", "IN/no"], "/in/no: No such file or folder"],
    ["a folder for an image", ["ls", "IN"], "Is not a regular file"],
    ["what is no image", ["ls", "IN/text"], "Wrong magic 0x74786574"],
    ["a bad address", ["ls", "IN/text", "--at", "x"], "'x' is no address"],
    [
      "an address of 65 bits",
      ["ls", "IN/text", "--at", "0x10000000000000000"],
      "does not fit 64 bits",
    ],
    [
      "an unknown revision",
      ["ls", "IN/text", "--mmu", "v6"],
      "'v6' is no value of --mmu",
    ],
    ["no target", ["build", "IN"], "Name a folder and an image, not 1"],
    ["a missing folder", ["build", "IN/no", "IN/x"], "No such file"],
    ["a file for a folder", ["build", "IN/text", "OUT/x"], "Not a folder"],
    [
      "a target in the folder",
      ["build", "IN", "IN/x"],
      "Image would lie in the folder",
    ],
    [
      "a folder for a target",
      ["build", "IN", "OUT"],
      "/out: Exists and is not a regular file",
    ],
    [
      "a target in no folder",
      ["build", "IN", "OUT/no/x"],
      "/out/no/x: No such file or folder",
    ],
    [
      "an unknown layout",
      ["build", "IN", "OUT/x", "--layout", "text=odd"],
      "'odd' is no value of --layout",
    ],
    [
      "a layout for no file",
      ["build", "IN", "OUT/x", "--layout", "no=aligned"],
      "/in: No file at /no",
    ],
    [
      "a superblock elsewhere",
      ["build", "IN", "OUT/x", "--superblock", "1024"],
      "'1024' is no value of --superblock",
    ],
  ] as [string, string[], string][]
) {
  Deno.test(`nommap cramfs refuses ${what}`, async () => {
    await inFolder(async (folder) => {
      await Deno.mkdir(`${folder}/in`);
      await Deno.mkdir(`${folder}/out`);
      await Deno.writeTextFile(`${folder}/in/text`, "text");
      const paths = args.map((arg) =>
        arg.replace(/^IN/, `${folder}/in`).replace(/^OUT/, `${folder}/out`)
      );
      const { status, out, err } = await run(...paths);
      assertEquals([status, out], [2, []]);
      assertEquals(err[0]!.startsWith("nommap: "), true, err[0]);
      assertEquals(err[0]!.includes(message), true, err[0]);
      assertEquals([...Deno.readDirSync(`${folder}/out`)].length, 0);
    });
  });
}

Deno.test("nommap cramfs names the right word for a wrong one", async () => {
  assertEquals((await run("build", "a", "b", "--dedupe")).err, [
    "nommap: Unknown option '--dedupe'; did you mean '--dedup'?",
  ]);
  assertEquals((await run("lss")).err, [
    "nommap: Unknown command 'cramfs lss'; did you mean 'ls'?",
  ]);
  assertEquals((await run("ls", "a", "--mmu", "linux-6.1")).err, [
    "nommap: 'linux-6.1' is no value of --mmu: did you mean 'linux-6.12'?",
  ]);
});

Deno.test("The help names every option, layout and revision", () => {
  const words = [
    "--at",
    "--mmu",
    "--layout",
    "--superblock",
    "--endian",
    "--name",
    "--dedup",
    ...Object.keys(CRAMFS_LAYOUTS),
    ...Object.keys(CRAMFS_REVISIONS),
  ];
  for (const word of words) {
    assertEquals(CRAMFS_HELP.includes(word), true, word);
  }
});
