import { assert, assertEquals } from "@std/assert";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";

const PAGE = new URL("../../docs/ltp.md", import.meta.url);

/** A row of a table: which test, what becomes of it, which scenarios say so. */
interface Row {
  readonly test: string;
  readonly verdict: string;
  readonly links: readonly { readonly id: string; readonly file: string }[];
}

async function rows(): Promise<Row[]> {
  const found: Row[] = [];
  for (const line of (await Deno.readTextFile(PAGE)).split("\n")) {
    const cells = line.split("|").map((cell) => cell.trim());
    if (cells.length !== 6 || !/\d$/.test(cells[1]!)) continue;
    const links = [...cells[4]!.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)];
    found.push({
      test: cells[1]!,
      verdict: cells[3]!,
      links: links.map(([, id, file]) => ({ id: id!, file: file! })),
    });
  }
  return found;
}

/** The ids of a scenario file, each with its source. */
async function scenariosOf(url: URL): Promise<Map<string, string>> {
  const { scenarios, errors } = parseScenarios(
    await Deno.readTextFile(url),
    url.pathname,
    ENGINE_NAMES,
  );
  assertEquals(errors.map(({ message }) => message), []);
  return new Map(scenarios.map(({ id, source }) => [id, source]));
}

Deno.test("docs/ltp.md names each test of LTP once", async () => {
  const names = (await rows()).map(({ test }) => test);
  const numbered = (call: string, last: number) =>
    Array.from(
      { length: last },
      (_, index) => call + `${index + 1}`.padStart(2, "0"),
    );
  assertEquals(names, [
    ...numbered("mmap", 24),
    ...numbered("munmap", 4),
    ...numbered("mremap", 9),
  ]);
});

Deno.test("docs/ltp.md has a verdict on every test", async () => {
  for (const { test, verdict } of await rows()) {
    assert(/^\*\*(same|inverted|impossible)\*\*/.test(verdict), test);
  }
});

Deno.test("the scenarios that docs/ltp.md names are in the files it names", async () => {
  for (const { test, links } of await rows()) {
    assert(links.length > 0, test);
    for (const { id, file } of links) {
      const known = await scenariosOf(new URL(file, PAGE));
      assert(known.has(id), `${test}: ${file} has no ${id}`);
    }
  }
});

Deno.test("every scenario of scenarios/ltp/ stands in docs/ltp.md beside its tests", async () => {
  const folder = new URL("../../scenarios/ltp/", import.meta.url);
  const table = await rows();
  for await (const { name } of Deno.readDir(folder)) {
    for (const [id, source] of await scenariosOf(new URL(name, folder))) {
      const named = table.filter(({ links }) =>
        links.some((link) => link.id === id)
      );
      assert(named.length > 0, id);
      for (const { test } of named) {
        assert(source.includes(`${test}.c`), `${id} has no source ${test}.c`);
      }
    }
  }
});
