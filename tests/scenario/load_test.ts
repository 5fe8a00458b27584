import { assertEquals } from "@std/assert";
import { loadScenarios } from "../../src/scenario/load.ts";
import { HEAD, STEP } from "./document.ts";

/** Runs a test in a folder of its own. */
async function inFolder(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function write(path: string, text: string | Uint8Array): void {
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  if (typeof text === "string") Deno.writeTextFileSync(path, text);
  else Deno.writeFileSync(path, text);
}

function scenario(id: string): string {
  return HEAD.replace("test", id) + STEP;
}

/** Ids and messages, with the folder as a point. */
async function load(
  folder: string,
  ...paths: (string | URL)[]
): Promise<{ ids: string[]; messages: string[] }> {
  const { scenarios, errors } = await loadScenarios(paths);
  return {
    ids: scenarios.map(({ id }) => id),
    messages: errors.map(({ message }) => message.replaceAll(folder, ".")),
  };
}

Deno.test("the sample files load", async () => {
  const folder = new URL("../data/scenario/", import.meta.url);
  const { scenarios, errors } = await loadScenarios([folder]);
  assertEquals(errors, []);
  assertEquals(scenarios.map(({ id }) => id), [
    "flash-text",
    "flash-copy",
    "sixty-four-bits",
    "ramfs-truncate",
    "rom-table",
    "open-modes",
  ]);
  const cells = scenarios[4]!.table!.cells.map(({ operation, expectation }) => [
    operation.prot.value,
    operation.flags.value,
    expectation.backing ?? expectation.errno,
  ]);
  assertEquals(cells, [
    [0, 2, "direct"],
    [0, 1, "direct"],
    [1, 2, "direct"],
    [1, 1, "direct"],
    [3, 2, "copy"],
    [3, 1, 22],
    [5, 2, "direct"],
  ]);
  const modes = scenarios[5]!.table!.cells.map((cell) => [
    cell.by,
    cell.mode,
    cell.operation.file,
    cell.operation.offset,
    cell.expectation.backing ?? cell.expectation.errno,
  ]);
  assertEquals(modes, [
    [1, "r", 0, 8192, "direct"],
    [1, "r", 1, 8192, 19],
    [1, "w", 0, 8192, 13],
    [1, "w", 1, 8192, 13],
  ]);
});

Deno.test("files and folders are found in order, each once", async () => {
  await inFolder(async (folder) => {
    write(`${folder}/b/two.yml`, scenario("two"));
    write(`${folder}/b/one.yaml`, scenario("one"));
    write(`${folder}/b/c/deep.yaml`, scenario("deep"));
    write(`${folder}/a.yaml`, scenario("a"));
    write(`${folder}/other.txt`, "no scenario");
    write(`${folder}/.hidden.yaml`, "id: [");
    write(`${folder}/.git/x.yaml`, "id: [");
    Deno.symlinkSync("b", `${folder}/link`);
    Deno.symlinkSync("..", `${folder}/b/c/loop`);
    Deno.symlinkSync("a.yaml", `${folder}/same.yaml`);
    Deno.symlinkSync("nowhere", `${folder}/dangling`);
    const all = ["a", "deep", "one", "two"];
    const found = { ids: all, messages: [] };
    assertEquals(await load(folder, folder), found);
    assertEquals(await load(folder, `${folder}/`), found);
    assertEquals(await load(folder, folder, `${folder}/a.yaml`), found);
    assertEquals(await load(folder, `${folder}/same.yaml`, folder), found);
    assertEquals(
      await load(folder, new URL(`file://${folder}/b/two.yml`)),
      { ids: ["two"], messages: [] },
    );
    assertEquals(
      await load(folder, `${folder}/b/two.yml`, `${folder}/a.yaml`),
      { ids: ["two", "a"], messages: [] },
    );
  });
});

Deno.test("a file that is named need not end in .yaml", async () => {
  await inFolder(async (folder) => {
    write(`${folder}/scenario.txt`, scenario("a"));
    assertEquals(await load(folder, `${folder}/scenario.txt`), {
      ids: ["a"],
      messages: [],
    });
  });
});

Deno.test("what is wrong with the paths is said of each", async () => {
  await inFolder(async (folder) => {
    write(`${folder}/empty/note.txt`, "nothing");
    write(`${folder}/good.yaml`, scenario("good"));
    Deno.symlinkSync("nowhere.yaml", `${folder}/broken.yaml`);
    Deno.symlinkSync("self.yaml", `${folder}/self.yaml`);
    const result = await load(
      folder,
      `${folder}/missing`,
      `${folder}/empty`,
      "/dev/null",
      new URL("https://example.org/a.yaml"),
      folder,
    );
    assertEquals(result, {
      ids: ["good"],
      messages: [
        "./missing: Cannot read: no such file or folder",
        "./empty: Folder has no scenario files (*.yaml, *.yml)",
        "/dev/null: Neither a file nor a folder",
        "Only file: URLs can be read, not 'https://example.org/a.yaml'",
        "./broken.yaml: Cannot read: no such file or folder",
        "./self.yaml: Cannot read: symbolic links lead in a circle",
      ],
    });
  });
});

Deno.test("a file without permission is said to have none", {
  permissions: { read: [import.meta.dirname!] },
}, async () => {
  const { errors } = await loadScenarios(["/somewhere.yaml"]);
  assertEquals(errors.map(({ message }) => message), [
    "/somewhere.yaml: Cannot read: no permission to read (--allow-read)",
  ]);
});

Deno.test("errors of all files are collected", async () => {
  await inFolder(async (folder) => {
    write(`${folder}/a.yaml`, scenario("a") + "---\n" + scenario("b"));
    write(`${folder}/b.yaml`, "id: [");
    write(`${folder}/c.yaml`, scenario("c").replace("ok", "EINVALL"));
    write(`${folder}/d.yaml`, `# again\n${scenario("a")}`);
    const result = await load(folder, folder);
    assertEquals(result, {
      ids: ["a", "b"],
      messages: [
        "./b.yaml:1:6: Unexpected end of the stream within a flow collection",
        "./c.yaml:6:13: Unknown expectation 'EINVALL'; did you mean 'EINVAL'?",
        "./d.yaml:2:1: Id 'a' is also in ./a.yaml:1:1",
      ],
    });
  });
});

Deno.test("bytes that are not UTF-8 are found", async () => {
  await inFolder(async (folder) => {
    const text = new TextEncoder().encode(scenario("a"));
    const cases: [string, Uint8Array, string][] = [
      ["latin", Uint8Array.of(0x69, 0x64, 0x3a, 0x20, 0xe9), "1:5"],
      ["later", Uint8Array.of(...text, 0x23, 0xc3, 0xa9, 0xff), "7:3"],
      ["cut", Uint8Array.of(...text, 0x23, 0xe2, 0x82), "7:2"],
      ["utf16", Uint8Array.of(0xff, 0xfe, 0x69, 0), "1:1"],
    ];
    for (const [name, bytes, place] of cases) {
      write(`${folder}/${name}.yaml`, bytes);
      const result = await load(folder, `${folder}/${name}.yaml`);
      assertEquals(result.messages, [
        `./${name}.yaml:${place}: Not valid UTF-8`,
      ]);
    }
    write(`${folder}/bom.yaml`, Uint8Array.of(0xef, 0xbb, 0xbf, ...text));
    assertEquals(await load(folder, `${folder}/bom.yaml`), {
      ids: ["a"],
      messages: [],
    });
  });
});

Deno.test("a file of more than 8 MiB is not read", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/big.yaml`;
    write(path, "");
    Deno.truncateSync(path, 8 * 2 ** 20 + 1);
    assertEquals((await load(folder, path)).messages, [
      "./big.yaml: File has 8388609 bytes, more than the largest allowed, " +
      "8388608",
    ]);
  });
});
