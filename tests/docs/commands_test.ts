/** Everything that the pages tell to type is typed, and shows what they show. */
import { assert, assertEquals } from "@std/assert";
import { load } from "npm:js-yaml@5.5.0";
import { allBlocks, type Block } from "./blocks.ts";
import { type CommandRun, inScratch, runCommand } from "./scratch.ts";

/** The commands of a block; a line that ends in `|` or `\` goes on. */
function commandsOf({ text }: Block): string[] {
  return text.replaceAll(/\\\n\s*/g, "").replaceAll(/\|\n\s*/g, "| ")
    .split("\n").filter((line) => line.trim() !== "");
}

/** What is not carried out here, by a part of the command. */
const LEFT_OUT: readonly (readonly [command: string, why: string])[] = [
  ["task test", "it would carry out this test"],
];

function whyLeftOut(command: string): string | undefined {
  return LEFT_OUT.find(([part]) => command.includes(part))?.[1];
}

const BLOCKS = await allBlocks();

for (const [page, blocks] of Map.groupBy(BLOCKS, (block) => block.page)) {
  if (!blocks.some(({ info }) => /^sh( fails)?$/.test(info))) continue;
  Deno.test(`the commands of ${page} do what it says`, async (t) => {
    await inScratch(async (folder) => {
      let last: CommandRun | undefined;
      for (const block of blocks) {
        const { info, line, text, file } = block;
        if (/^yaml( fails)?$/.test(info) && file !== undefined) {
          await Deno.writeTextFile(`${folder}/${file}`, text);
          last = undefined;
        } else if (info === "text" && last !== undefined) {
          await t.step(`shows the output at ${page}:${line}`, () => {
            assertShows(last!.out, text);
          });
        } else if (info === "sh ignore") {
          last = undefined;
        } else if (info === "sh" || info === "sh fails") {
          for (const command of commandsOf(block)) {
            if (whyLeftOut(command) !== undefined) continue;
            await t.step(`${page}:${line}: ${command}`, async () => {
              last = await runCommand(command, folder);
              assertEquals(last.code, info === "sh" ? 0 : 1, last.out);
            });
          }
        }
      }
    });
  });
}

/** `...` on a line of its own stands for any lines. */
function assertShows(out: string, shown: string): void {
  let from = 0;
  const parts = shown.split(/^\.\.\.\n/m);
  for (const [place, part] of parts.entries()) {
    if (part === "") continue;
    const at = place === 0 ? 0 : out.indexOf(part, from);
    if (at < 0 || !out.startsWith(part, at)) assertEquals(out, shown);
    from = at + part.length;
  }
  if (parts.at(-1) !== "" && from !== out.length) assertEquals(out, shown);
}

Deno.test("these commands of the pages are not carried out, and no others", () => {
  const left = BLOCKS.flatMap((block) => {
    if (!block.info.startsWith("sh")) return [];
    return commandsOf(block).filter((command) =>
      block.info === "sh ignore" || whyLeftOut(command) !== undefined
    ).map((command) => `${block.page}: ${command}`);
  });
  assertEquals(left, [
    "README.md: npx --yes deno@2.9.6 task test",
    "README.md: deno task kernel build 6.12",
    "README.md: deno task kernel build 6.12 --mmu",
    "README.md: deno task kernel run --kernel linux-6.12 scenarios",
    "README.md: deno task kernel fuzz --seed 1",
    "docs/ci.md: npx --yes deno@2.9.6 task kernel build 6.12",
    "docs/ci.md: npx --yes deno@2.9.6 task kernel build 6.12 --mmu",
    "docs/ci.md: npx --yes deno@2.9.6 task kernel run --kernel linux-6.12 scenarios",
    'docs/ci.md: npx --yes deno@2.9.6 task kernel fuzz --kernel linux-6.12 --seed "$RUN_NUMBER"',
    "docs/ltp.md: npx --yes deno@2.9.6 task kernel run scenarios/ltp",
  ]);
});

Deno.test("every block of commands is marked as one", () => {
  for (const { info, page, line, text } of BLOCKS) {
    const known = /^sh( fails| ignore)?$/.test(info);
    const isCommand = /^\s*(npx|deno) /m.test(text) &&
      !["yml", "text"].includes(info);
    assertEquals(known, isCommand || known, `${page}:${line}`);
  }
});

Deno.test("the workflow of docs/ci.md runs both shards", async () => {
  const block = BLOCKS.find(({ page, info }) =>
    page === "docs/ci.md" && info === "yml"
  )!;
  const workflow = load(block.text) as {
    readonly jobs: Record<
      string,
      { readonly steps: readonly { readonly run?: string }[] }
    >;
  };
  const commands = Object.values(workflow.jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => run ?? [])
  );
  assertEquals(commands.length, 1);
  await inScratch(async (folder) => {
    const tests: number[] = [];
    for (const shard of ["1", "2"]) {
      const command = commands[0]!.replaceAll("${{ matrix.shard }}", shard)
        .trim();
      const { code, out } = await runCommand(command, folder);
      assertEquals(code, 0, out);
      const xml = await Deno.readTextFile(`${folder}/junit-${shard}.xml`);
      tests.push(Number(/<testsuites[^>]* tests="(\d+)"/.exec(xml)?.[1]));
    }
    assert(tests.every((count) => count > 1000), tests.join(", "));
  });
});

for (const { page, line, info, text } of BLOCKS) {
  if (info !== "ts" || !text.includes("console.log")) continue;
  Deno.test(`the script at ${page}:${line} prints what its comments say`, async () => {
    const said = [...text.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)]
      .map(([, comment]) => comment!);
    await inScratch(async (folder) => {
      await Deno.writeTextFile(`${folder}/script.ts`, text);
      const { code, out } = await runCommand("deno run script.ts", folder);
      assertEquals(code, 0, out);
      const printed = out.split("\n").filter((one) => one !== "");
      assertEquals(printed.length, said.length);
      for (const [place, comment] of said.entries()) {
        assertEquals(matches(printed[place]!, comment), true, printed[place]);
      }
    });
  });
}

/** A comment ends in `...` where it leaves something out. */
function matches(printed: string, comment: string): boolean {
  const plain = printed.replaceAll(/[[\]"]/g, "").trim();
  return comment.endsWith(" ...")
    ? plain.startsWith(comment.slice(0, -" ...".length))
    : plain === comment;
}
