import { assertEquals } from "@std/assert";
import { answerJson } from "../../src/decide/json_request.ts";
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
