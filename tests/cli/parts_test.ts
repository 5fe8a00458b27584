import { assertEquals, assertThrows } from "@std/assert";
import { loadParts, loadReadingPart } from "../../src/cli/parts.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { loadScenarios } from "../../src/scenario/load.ts";
import { loadWithParts } from "../../src/scenario/load_with_parts.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runWithParts } from "../../src/scenario/run/engine.ts";
import { selectTests, type Test } from "../../src/scenario/run/select.ts";
import type { Scenario } from "../../src/scenario/types.ts";

const CALLS = `
steps:
  - mmap: { length: 4KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: anonymous`;

function imageOf(driver: string): string {
  return `
files:
  app:
    driver: ${driver}
    image: { files: { /app: { size: 4KiB } } }
    path: /app`;
}

function fileOf(driver: string): string {
  return `
files: { app: { driver: ${driver} } }`;
}

const WITH_MMU = `
cramfs_mmu:
  steps:
    - map: { file: app, length: 4KiB, prot: READ, flags: PRIVATE }
      expect: { decision: normal }`;

/** Scenarios, and the parts that they need. */
const CASES: readonly {
  readonly text: string;
  readonly parts: readonly string[];
}[] = [
  { text: CALLS, parts: [] },
  { text: `kernel: linux-2.6.28${CALLS}`, parts: ["list"] },
  { text: `kernel: [linux-2.6.12, linux-6.12]${CALLS}`, parts: ["list"] },
  { text: `${imageOf("romfs")}${CALLS}`, parts: ["images"] },
  { text: `${imageOf("cramfs")}${CALLS}`, parts: ["images"] },
  { text: `${imageOf("cramfs")}${WITH_MMU}`, parts: ["images"] },
  { text: `${fileOf("zero")}${CALLS}`, parts: ["devices"] },
  { text: `${fileOf("mem")}${CALLS}`, parts: ["devices"] },
  { text: `${fileOf("socket")}${CALLS}`, parts: ["devices"] },
  { text: `${fileOf("ramfs")}${CALLS}`, parts: [] },
];

function testsOf(text: string): Test[] {
  const { scenarios, errors } = parseScenarios(
    `id: one\nname: One\nsource: mm/nommu.c\n${text}`,
    "one.yaml",
    ENGINE_NAMES,
  );
  assertEquals(errors, []);
  return selectTests(scenarios);
}

for (const { text, parts: expected } of CASES) {
  Deno.test(`loadParts() loads what is needed: ${JSON.stringify(text)}`, async () => {
    const tests = testsOf(text);
    const parts = await loadParts(tests);
    assertEquals(Object.keys(parts), expected);
    for (const { scenario, edition } of tests) {
      assertEquals(runWithParts(scenario, edition, parts).status, "passed");
    }
  });
}

Deno.test("runWithParts() says which part is not loaded", () => {
  for (const { text, parts } of CASES) {
    const { scenario, edition } = testsOf(text)[0]!;
    const run = () => runWithParts(scenario, edition, {});
    if (parts.length === 0) assertEquals(run().status, "passed");
    else assertThrows(run, TypeError, "of the engine is not loaded");
  }
});

const TABLE = `
files: { rom: { size: 4KiB, capabilities: COPY } }
table:
  request: { file: rom, length: 4KiB }
  columns: flags
  rows: prot
  cells: |2
          PRIVATE
    READ  copy`;

/** Files, and the parts that reading them needs. */
const READINGS: readonly {
  readonly text: string;
  readonly parts: readonly string[];
}[] = [
  { text: CALLS, parts: [] },
  { text: `\ntags: &tags [one]${CALLS}`, parts: ["yaml"] },
  { text: `${fileOf("mem")}${CALLS}`, parts: [] },
  { text: `${imageOf("romfs")}${CALLS}`, parts: ["images"] },
  { text: `${imageOf("cramfs")}${CALLS}`, parts: ["images"] },
  { text: `${imageOf("cramfs")}${WITH_MMU}`, parts: ["images", "cramfsMmu"] },
  { text: TABLE, parts: ["yaml", "table"] },
];

for (const { text, parts: expected } of READINGS) {
  Deno.test(`loadReadingPart() loads what is needed: ${JSON.stringify(text)}`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      const file = `${folder}/one.yaml`;
      await Deno.writeTextFile(
        file,
        `id: one\nname: One\nsource: mm/nommu.c${text}\n`,
      );
      const asked: string[] = [];
      const { scenarios, errors } = await loadWithParts(
        [file],
        ENGINE_NAMES,
        {},
        (part, parts) => {
          asked.push(part);
          return loadReadingPart(part, parts);
        },
      );
      assertEquals(errors, []);
      assertEquals(asked, expected);
      const whole = await loadScenarios([file]);
      assertEquals(
        scenarios.map(withoutText),
        whole.scenarios.map(withoutText),
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/** What can be compared of a scenario. */
function withoutText({ text: _, ...scenario }: Scenario): unknown {
  return scenario;
}

interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly code?: { readonly specifier?: string };
    readonly isDynamic?: boolean;
  }[];
}

/** The modules that the command line reads before it starts. */
async function modulesAtStart(main: string): Promise<Set<string>> {
  const { stdout } = await new Deno.Command("deno", {
    args: ["info", "--json", main],
  }).output();
  const { modules }: { modules: readonly Module[] } = JSON.parse(
    new TextDecoder().decode(stdout),
  );
  const known = new Map(modules.map((each) => [each.specifier, each]));
  const found = new Set([main]);
  for (const name of found) {
    for (const { code } of known.get(name)?.dependencies ?? []) {
      if (code?.specifier !== undefined) found.add(code.specifier);
    }
  }
  return found;
}

Deno.test("parts that few scenarios need are not read at the start", async () => {
  const src = new URL("../../src/", import.meta.url);
  const found = await modulesAtStart(new URL("cli/main.ts", src).href);
  const here = (path: string) => found.has(new URL(path, src).href);
  assertEquals(here("scenario/run/engine.ts"), true);
  for (
    const path of [
      "scenario/loadable/",
      "scenario/run/loadable/",
      "mm/list/",
      "report/html/",
    ]
  ) {
    const files = [...Deno.readDirSync(new URL(path, src))];
    assertEquals(
      files.filter(({ name }) => here(`${path}${name}`)),
      [],
    );
  }
  for (
    const path of [
      "scenario/resolve/images.ts",
      "scenario/resolve/table.ts",
      "scenario/run/devices.ts",
      "scenario/yaml/js_yaml.ts",
    ]
  ) {
    assertEquals(here(path), false, path);
  }
});
