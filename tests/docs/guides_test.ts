import { assertEquals } from "@std/assert";
import { answerJson } from "../../src/decide/json_request.ts";
import { RULES } from "../../src/policy/rules.ts";
import { findEdition } from "../../src/policy/editions.ts";

function page(name: string): Promise<string> {
  return Deno.readTextFile(new URL(`../../docs/${name}`, import.meta.url));
}

/** The blocks of a page in this language, in order. */
function blocks(markdown: string, language: string): string[] {
  const fence = new RegExp(
    `^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`,
    "gm",
  );
  return [...markdown.matchAll(fence)].map(([, text]) => text!);
}

Deno.test("docs/tutorial.md names the edition of a release", async () => {
  const named = /for `(linux-[\d.]+)` runs as\s+`(linux-[\d.]+)`/.exec(
    await page("tutorial.md"),
  )!;
  assertEquals(findEdition(named[1]!)?.id, named[2]);
});

Deno.test("the request in docs/other-programs.md has the answer there", async () => {
  const [request, answer] = blocks(await page("other-programs.md"), "json");
  assertEquals(
    answerJson(JSON.parse(request!), "linux-6.12"),
    JSON.parse(answer!),
  );
});

/** Rules that no program meets as an error of a call. */
const NO_ERROR: readonly string[] = ["early-region-start-taken"];

Deno.test("docs/messages.md has every rule that refuses something", async () => {
  const text = await page("messages.md");
  const missing = RULES.filter(({ id, effect }) =>
    effect === "refuse" && !NO_ERROR.includes(id) &&
    !text.includes(`(rules.md#${id})`)
  );
  assertEquals(missing.map(({ id }) => id), []);
});

Deno.test("docs/messages.md links to rules and to headings that there are", async () => {
  const text = await page("messages.md");
  const rules = await page("rules.md");
  for (const [, id] of text.matchAll(/\(rules\.md#([\w-]+)\)/g)) {
    const isThere = rules.includes(`id="${id}"`) ||
      new RegExp(`^#+ .*${id}`, "m").test(rules);
    assertEquals(isThere, true, id);
  }
  const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) =>
    heading!.toLowerCase().replaceAll(/[^\w -]/g, "").replaceAll(" ", "-")
  );
  for (const [, anchor] of text.matchAll(/\(#([\w-]+)\)/g)) {
    assertEquals(headings.includes(anchor!), true, anchor);
  }
});
