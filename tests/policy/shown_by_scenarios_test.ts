import { assert, assertEquals } from "@std/assert";
import { EDITIONS, findEdition } from "../../src/policy/editions.ts";
import { affects } from "../../src/policy/history/known_hazard.ts";
import { KNOWN_HAZARDS } from "../../src/policy/history/known_hazards.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { shippedScenarios } from "../shipped.ts";

const scenarios = await shippedScenarios();

const place = new Map(EDITIONS.map(({ id }, number) => [id, number]));

function tagged(tag: string): Scenario[] {
  return scenarios.filter(({ tags }) => tags.includes(tag));
}

/** What can be told apart of a scenario on one kernel. */
function seen(scenario: Scenario, kernel: string): string {
  const { steps } = runScenario(scenario, findEdition(kernel)!);
  return JSON.stringify(steps.map(({ call, outcome }) => [
    call,
    outcome?.reason,
    outcome?.restricted,
    outcome?.hazards.map(({ id }) => id),
    outcome?.backing,
    outcome?.vma?.flags,
    Number(outcome?.vma?.end ?? 0),
    outcome?.calls.map(({ operation, result }) => `${operation} ${result}`),
    outcome?.bytes?.toHex(),
  ]));
}

/** Kernels of a scenario before an edition, and from it on. */
function sides({ kernels }: Scenario, edition: number): [string[], string[]] {
  const before = kernels.filter((id) => place.get(id)! < edition);
  return [before, kernels.filter((id) => place.get(id)! >= edition)];
}

/** What `/proc` prints is compared by the expectations of the scenario. */
function expectsBySide({ steps }: Scenario): boolean {
  return steps.some(({ expect }) => expect.length > 1);
}

const changes = EDITIONS.flatMap(({ changes }, number) =>
  changes.map((change) => ({ ...change, edition: number }))
);

Deno.test("the numbered changes are those of the table, 1 to 32", () => {
  const numbers = new Set(changes.flatMap(({ number }) => number ?? []));
  assertEquals(
    [...numbers].sort((a, b) => a - b),
    Array.from({ length: 32 }, (_, row) => row + 1),
  );
});

for (let number = 1; number <= 32; number++) {
  const tag = `change-${String(number).padStart(2, "0")}`;
  const first = changes.find((change) => change.number === number)!.edition;

  Deno.test(`${tag}: a scenario shows both sides`, () => {
    const shows = tagged(tag).filter((scenario) => {
      const [before, after] = sides(scenario, first);
      return before.length > 0 && after.length > 0 &&
        (expectsBySide(scenario) ||
          seen(scenario, before.at(-1)!) !== seen(scenario, after[0]!));
    });
    assert(shows.length > 0, `No scenario with the tag ${tag} does`);
  });
}

for (const hazard of KNOWN_HAZARDS) {
  const { id, title } = hazard;

  Deno.test(`${id}: a scenario shows it where it is: ${title}`, () => {
    const shows = tagged(id).filter(({ kernels }) =>
      hazard.releases.length === 0 || kernels.some((kernel) => {
        const [first] = findEdition(kernel)!.releases;
        return affects(hazard, first.endsWith("-bdi") ? "2.6.12" : first);
      })
    );
    assert(shows.length > 0, `No scenario with the tag ${id} does`);
  });
}

Deno.test("tags of changes and hazards name some that there are", () => {
  const known = new Set(KNOWN_HAZARDS.map(({ id }) => id));
  for (const { id, tags } of scenarios) {
    for (const tag of tags) {
      if (/^H\d/.test(tag)) assert(known.has(tag), `${id}: ${tag}`);
      const number = /^change-(\d+)$/.exec(tag)?.[1];
      if (number === undefined) continue;
      assert(Number(number) >= 1 && Number(number) <= 32, `${id}: ${tag}`);
    }
  }
});

/** Rows of the table of resulting flags, with the scenarios that show them. */
const FLAG_TABLE: Readonly<Record<string, readonly string[]>> = {
  "anonymous memory": ["flags-anonymous", "flags-anonymous-shared"],
  "a copied file, read-only": [
    "flags-copied-file-read-only",
    "flags-copied-file-read-only-overlay",
  ],
  "a copied file, writable": [
    "flags-copied-file-writable",
    "flags-copied-file-writable-today",
  ],
  "a device with all capabilities, read-only": ["flags-direct-read-only"],
  "read-only memory": [
    "flags-read-only-memory-accepted",
    "flags-read-only-memory-declined",
  ],
  "a shared writable device": ["flags-direct-shared-writable"],
  "shared read-only memory": ["flags-direct-shared-read-only-memory"],
  "a traced caller": [
    "flags-traced-declined",
    "flags-traced-accepted",
    "flags-traced-accepted-warning",
  ],
};

/** Columns of the table: editions with the same flags. */
const COLUMNS = [
  ["linux-2.6.11", "linux-2.6.11"],
  ["linux-2.6.11-bdi", "linux-2.6.34"],
  ["linux-2.6.35", "linux-6.1"],
  ["linux-6.3", "linux-7.1"],
] as const;

for (const [row, ids] of Object.entries(FLAG_TABLE)) {
  Deno.test(`the table of flags: ${row}`, () => {
    const shown = ids.map((id) => scenarios.find((one) => one.id === id)!);
    for (const [first, last] of COLUMNS) {
      for (let at = place.get(first)!; at <= place.get(last)!; at++) {
        const { id } = EDITIONS[at]!;
        assert(shown.some(({ kernels }) => kernels.includes(id)), id);
      }
    }
    for (const { steps } of shown) {
      assert(
        steps.some(({ expect }) =>
          expect.some(({ expectation }) => expectation.vmFlags !== undefined)
        ),
      );
    }
  });
}
