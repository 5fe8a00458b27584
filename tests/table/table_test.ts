import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { CAPABILITY } from "../../src/abi/capabilities.ts";
import { MAP } from "../../src/abi/map.ts";
import { EDITIONS, findEdition } from "../../src/policy/editions.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import {
  type FileParts,
  MAIN_PROCESS,
  makeFile,
  makeMmap,
  makeScenario,
  makeStep,
} from "../../src/question/make.ts";
import type { Question } from "../../src/question/question.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import {
  csvTable,
  markdownTable,
  scenarioTable,
} from "../../src/table/formats.ts";
import { tableOf } from "../../src/table/outcomes.ts";
import type { AnyEdition } from "../../src/policy/editions.ts";

const { COPY, DIRECT, READ, EXEC } = CAPABILITY;
const ROM: FileParts = {
  size: 65536,
  capabilities: { value: COPY | DIRECT | READ | EXEC, text: "" },
  getUnmappedArea: { base: 0x2000_0000 },
};

function question(
  file: FileParts | null,
  edition: AnyEdition = LINUX_6_12,
  ptraced = false,
): Question {
  const scenario = makeScenario(edition, {
    id: "rom-table",
    files: file === null ? [] : [makeFile("rom", file)],
    processes: [{ ...MAIN_PROCESS, ptraced }],
    steps: [makeStep(
      file === null
        ? makeMmap({
          length: 4096,
          prot: 1,
          flags: MAP.PRIVATE | MAP.ANONYMOUS,
        })
        : makeMmap({ file: 0, length: 4096, prot: 1, flags: MAP.PRIVATE }),
    )],
  });
  return { scenario, step: 0 };
}

/** The table reads back, and holds. */
function check(text: string, edition: AnyEdition): number {
  const { scenarios, errors } = parseScenarios(text, "t.yaml", ENGINE_NAMES);
  assertEquals(errors.map(({ message }) => message), [], text);
  let cells = 0;
  for (const scenario of scenarios) {
    const result = runScenario(scenario, edition);
    const wrong = result.steps.filter(({ mismatches }) =>
      mismatches.length > 0
    );
    assertEquals(wrong.map(({ label, mismatches }) => [label, mismatches]), []);
    cells += result.steps.length;
  }
  return cells;
}

Deno.test("scenarioTable() prints a table that is ready to paste", () => {
  const text = scenarioTable(tableOf(question(ROM), LINUX_6_12));
  assertStringIncludes(
    text,
    `table:
  request: { file: rom, length: 4KiB }
  rows: prot
  columns: flags
  cells: |
    prot             PRIVATE                SHARED
    NONE             direct:private-direct  direct:shared-direct
    READ             direct:private-direct  direct:shared-direct
    WRITE            copy:private-writable  EINVAL:shared-needs-write-capability
`,
  );
  assertEquals(check(text, LINUX_6_12), 16);
});

Deno.test("scenarioTable() holds on every kernel for every kind of file", () => {
  const files: readonly (FileParts | null)[] = [
    null,
    ROM,
    {},
    { type: "reg" },
    { type: "blk", mode: "r" },
    { type: "fifo" },
    { mmap: "absent" },
    { ...ROM, noexec: true },
    { ...ROM, mmap: { errno: 38 } },
    { ...ROM, getUnmappedArea: { errno: 22 } },
    { ...ROM, read: { errno: 5 }, appendOnly: true },
    { capabilities: { value: DIRECT, text: "" }, ...{ mode: "path" } },
  ];
  for (const edition of EDITIONS) {
    for (const file of files) {
      const text = scenarioTable(tableOf(question(file, edition), edition));
      assert(check(text, edition) >= 0);
    }
  }
});

Deno.test("scenarioTable() cuts what is too wide into one table for each type", () => {
  const file: FileParts = {
    ...ROM,
    capabilities: { value: COPY | DIRECT, text: "" },
    mode: "r",
  };
  const text = scenarioTable(tableOf(question(file), LINUX_6_12));
  assertStringIncludes(text, "id: rom-table-private");
  assertStringIncludes(text, "id: rom-table-shared");
  assertEquals(text.split("\n").filter((line) => line.length > 80), []);
  assertEquals(check(text, LINUX_6_12), 16);
});

Deno.test("scenarioTable() says what it cannot assert: hazards", () => {
  const traced = question(ROM, LINUX_6_12, true);
  const text = scenarioTable(tableOf(traced, LINUX_6_12));
  assertStringIncludes(text, "    READ             -  ");
  assertStringIncludes(
    text,
    "# READ PRIVATE: copy, hazard traced-direct-warning",
  );
  assertEquals(check(text, LINUX_6_12), 12);
});

Deno.test("scenarioTable() names the kernel if it is not the default", () => {
  const edition = findEdition("linux-6.1")!;
  const text = scenarioTable(tableOf(question(ROM, edition), edition));
  assertStringIncludes(text, "\nkernel: linux-6.1\n");
});

Deno.test("markdownTable() and csvTable() have every request", () => {
  const table = tableOf(question(ROM), LINUX_6_12);
  assertStringIncludes(
    markdownTable(table),
    "| `PROT_READ PROT_EXEC` | direct (private-direct) | direct (shared-direct) |\n",
  );
  const csv = csvTable(table).trimEnd().split("\n");
  assertEquals(csv.length, 17);
  assertEquals(csv[0], "prot,flags,outcome,reason,hazards");
  assert(csv.includes("WRITE,SHARED,EINVAL,shared-needs-write-capability,"));
});
