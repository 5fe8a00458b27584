import { assert, assertEquals } from "@std/assert";
import { HAZARDS } from "../../src/policy/hazards.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";

const PAGE = new URL("../../docs/kernel-bugs.md", import.meta.url);

interface Row {
  readonly what: string;
  readonly where: string;
  readonly links: readonly { readonly id: string; readonly file: string }[];
}

const rows: Row[] = Deno.readTextFileSync(PAGE).split("\n").flatMap((line) => {
  const cells = line.split("|").map((cell) => cell.trim());
  if (cells.length !== 5 || /^(what happens|-+)$/.test(cells[1]!)) return [];
  const links = [...cells[3]!.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)];
  return [{
    what: cells[1]!,
    where: cells[2]!,
    links: links.map(([, id, file]) => ({ id: id!, file: file! })),
  }];
});

/** Text of a scenario in a file; undefined: it is not there. */
function scenarioText(file: string, id: string): string | undefined {
  const text = Deno.readTextFileSync(new URL(file, PAGE));
  const { scenarios } = parseScenarios(text, file, ENGINE_NAMES);
  if (!scenarios.some((scenario) => scenario.id === id)) return undefined;
  return text.split(/^---$/m).find((part) =>
    new RegExp(`^id: ${id}$`, "m").test(part)
  );
}

Deno.test("docs/kernel-bugs.md names scenarios that are there", () => {
  assert(rows.length > 20);
  for (const { what, links } of rows) {
    for (const { id, file } of links) {
      assert(scenarioText(file, id) !== undefined, `${what}: ${file} ${id}`);
    }
  }
});

Deno.test("every bug of docs/kernel-bugs.md is a hazard with a scenario that meets it, or says why not", () => {
  const known = new Set(HAZARDS.map(({ id }) => id));
  for (const { what, where, links } of rows) {
    if (/^none: \S/.test(where)) continue;
    const ids = [...where.matchAll(/`([^`]+)`/g)].map(([, id]) => id!);
    assert(ids.length > 0, what);
    assertEquals(ids.filter((id) => !known.has(id)), [], what);
    const texts = links.map(({ id, file }) => scenarioText(file, id) ?? "");
    assert(
      ids.some((id) => texts.some((text) => text.includes(id))),
      `${what}: no scenario meets ${ids.join(" or ")}`,
    );
  }
});
