import { assertEquals } from "@std/assert";
import { generatedPages } from "../../src/docs/main.ts";
import { findEdition } from "../../src/policy/editions.ts";
import { scenarioFailureText } from "../../src/report/failure.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { isFailure } from "../../src/scenario/run/result.ts";
import { runScenario } from "../../src/scenario/run/run.ts";

const ROOT = new URL("../../", import.meta.url);

interface Block {
  readonly page: string;
  readonly line: number;
  readonly info: string;
  readonly text: string;
}

/** The fenced blocks of a page. */
function blocksOf(page: string, markdown: string): Block[] {
  const found: Block[] = [];
  const fence = /^```([^\n]*)\n([\s\S]*?)^```$/gm;
  for (const match of markdown.matchAll(fence)) {
    const line = markdown.slice(0, match.index).split("\n").length;
    found.push({ page, line, info: match[1]!.trim(), text: match[2]! });
  }
  return found;
}

async function pages(): Promise<string[]> {
  const names = ["README.md"];
  for await (const { name } of Deno.readDir(new URL("docs/", ROOT))) {
    if (name.endsWith(".md")) names.push(`docs/${name}`);
  }
  return names.sort();
}

async function allBlocks(): Promise<Block[]> {
  const found: Block[] = [];
  for (const page of await pages()) {
    const text = await Deno.readTextFile(new URL(page, ROOT));
    found.push(...blocksOf(page, text));
  }
  return found;
}

for (const block of await allBlocks()) {
  const name = `${block.page}:${block.line}`;
  if (block.info === "yaml" || block.info === "yaml fails") {
    Deno.test(`the scenarios at ${name} do what the page says`, () => {
      const { scenarios, errors } = parseScenarios(
        block.text,
        name,
        ENGINE_NAMES,
      );
      assertEquals(errors.map(({ message }) => message), []);
      assertEquals(scenarios.length > 0, true);
      for (const scenario of scenarios) {
        for (const kernel of scenario.kernels) {
          const result = runScenario(scenario, findEdition(kernel)!);
          const fails = block.info === "yaml fails";
          assertEquals(isFailure(result), fails, scenarioFailureText(result));
        }
      }
    });
  }
  if (block.info === "sh") {
    Deno.test(`the commands at ${name} exist`, async () => {
      const { tasks } = JSON.parse(
        await Deno.readTextFile(new URL("deno.json", ROOT)),
      );
      const { COMMANDS } = await import("../../src/cli/commands.ts");
      for (const line of block.text.split("\n")) {
        const task = /deno(?:@[\d.]+)? task (?:-q )?(\S+)(?: (\S+))?/.exec(
          line,
        );
        if (task === null) continue;
        assertEquals(Object.hasOwn(tasks, task[1]!), true, line);
        if (task[1] === "nommap" && task[2] !== "help") {
          assertEquals(Object.hasOwn(COMMANDS, task[2]!), true, line);
        }
      }
    });
  }
}

Deno.test("links between the pages lead to something", async () => {
  for (const page of await pages()) {
    const url = new URL(page, ROOT);
    const text = await Deno.readTextFile(url);
    for (const [, target] of text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      if (/^[a-z]+:/.test(target!)) continue;
      const info = await Deno.stat(new URL(target!, url)).catch(() => null);
      assertEquals(info !== null, true, `${page}: ${target}`);
    }
  }
});

for (const [name, text] of Object.entries(generatedPages())) {
  Deno.test(`${name} is not stale`, async () => {
    const kept = await Deno.readTextFile(new URL(name, ROOT));
    assertEquals(kept, text, "run 'deno task docs'");
  });
}
