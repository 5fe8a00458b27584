/** Tests of several folders in one worker. */

const TESTS = new URL("../", import.meta.url);

type Group =
  | "machine"
  | "files"
  | "scenario"
  | "referee"
  | "report"
  | "comparison"
  | "coverage"
  | "cli";

/** The groups: folders whose tests are carried out together. */
export const GROUPS: Readonly<Record<Group, readonly string[]>> = {
  machine: [
    "abi",
    "memory",
    "mm",
    "policy/editions",
    "policy/hazards",
    "question",
  ],
  files: ["files"],
  scenario: [
    "scenario",
    "strace",
    "writing",
    "starter",
    "table",
    "decide",
    "explain",
  ],
  referee: ["referee", "conform"],
  report: ["report", "explorer"],
  comparison: ["diff"],
  coverage: ["coverage"],
  cli: ["cli"],
};

/** Registers the tests of a group. */
export async function importGroup(group: Group): Promise<void> {
  for (const folder of GROUPS[group]) {
    await importTests(new URL(`${folder}/`, TESTS));
  }
}

async function importTests(folder: URL): Promise<void> {
  const entries = [...Deno.readDirSync(folder)];
  entries.sort((a, b) => a.name < b.name ? -1 : 1);
  for (const { name, isDirectory } of entries) {
    if (isDirectory) await importTests(new URL(`${name}/`, folder));
    else if (name.endsWith("_test.ts")) {
      await import(new URL(name, folder).href);
    }
  }
}
