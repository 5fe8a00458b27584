import { assertEquals, assertStringIncludes } from "@std/assert";

const MOD = new URL("../mod.ts", import.meta.url).pathname;
const SCRIPT = `
import { decide, loadScenarios, runScenario, findEdition } from "${"MOD"}";
const { errno, reason } = decide({
  file: { type: "reg", mmap: "ok", read: "ok" },
  length: 4096, prot: "READ", flags: "SHARED",
});
console.log(errno, reason);
const { scenarios, errors } = await loadScenarios(["one.yaml"]);
console.log(errors.length, runScenario(scenarios[0], findEdition("linux-6.12")!).status);
`;
const SCENARIO = `
id: one
name: A regular file is not shared
source: mm/nommu.c
files: { data: { type: reg, size: 4KiB } }
steps:
  - mmap: { file: data, length: 4KiB, prot: READ, flags: SHARED }
    expect: ENODEV
`;

/** Runs a script in a folder of its own that imports mod.ts by its path. */
async function runOutside(config: string | undefined): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const up = folder.split("/").slice(1).map(() => "..").join("/");
    const script = SCRIPT.replace("MOD", `${up}${MOD}`);
    await Deno.writeTextFile(`${folder}/script.ts`, script);
    await Deno.writeTextFile(`${folder}/one.yaml`, SCENARIO);
    if (config !== undefined) {
      await Deno.writeTextFile(`${folder}/deno.json`, config);
    }
    const { code, stdout, stderr } = await new Deno.Command("deno", {
      args: ["run", "--allow-read=.", "script.ts"],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    assertEquals(code, 0, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("mod.ts works for a script without any deno.json", async () => {
  const output = await runOutside(undefined);
  assertStringIncludes(output, "ENODEV shared-needs-direct\n0 passed");
});

Deno.test("mod.ts works for a script with a deno.json of its own", async () => {
  const output = await runOutside('{ "imports": { "x": "./x.ts" } }');
  assertStringIncludes(output, "ENODEV shared-needs-direct\n0 passed");
});
