import { assertEquals } from "@std/assert";
import { buildCramfs } from "../../src/files/cramfs/build.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { loadScenarios } from "../../src/scenario/load.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { selectTests } from "../../src/scenario/run/select.ts";
import { HEAD } from "./document.ts";

function scenario(id: string, image: string): string {
  return HEAD.replace("test", id) + `files:
  app: { driver: cramfs, image: ${image}, path: /app, at: 0x22000000 }
steps:
  - mmap: { file: app, length: 100, prot: READ, flags: PRIVATE }
    expect: { address: 0x22001000, bytes: { byte: 1, length: 100 } }
`;
}

const IMAGE = buildCramfs({
  type: "dir",
  children: {
    app: {
      type: "reg",
      contents: new Uint8Array(100).fill(1),
      layout: "aligned",
    },
  },
});

/** Runs a test in a folder with an image in many places. */
async function inFolder(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const path of ["own", "own/deep", "ownership"]) {
      Deno.mkdirSync(`${folder}/${path}`);
      Deno.writeFileSync(`${folder}/${path}/app.img`, IMAGE);
    }
    Deno.writeFileSync(`${folder}/app.img`, IMAGE);
    Deno.symlinkSync(`${folder}/app.img`, `${folder}/own/link.img`);
    Deno.symlinkSync("deep/app.img", `${folder}/own/inner.img`);
    Deno.mkdirSync(`${folder}/own/folder.img`);
    Deno.writeFileSync(`${folder}/own/short.img`, IMAGE.subarray(0, 4000));
    Deno.writeFileSync(`${folder}/own/other.img`, new Uint8Array(5000));
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Messages of a scenario that names an image; and whether it passes. */
async function load(
  folder: string,
  image: string,
  options: { readonly allowImagesOutside?: boolean } = {},
): Promise<string[]> {
  const path = `${folder}/own/scenario.yaml`;
  Deno.writeTextFileSync(path, scenario("a", image));
  const { scenarios, errors } = await loadScenarios([path], {
    ...ENGINE_NAMES,
    ...options,
  });
  for (const { scenario, edition } of selectTests(scenarios)) {
    assertEquals(runScenario(scenario, edition).status, "passed");
  }
  const own = path.slice(0, path.lastIndexOf("/") + 1);
  return errors.map(({ message }) =>
    message.replace(own, "").replaceAll(folder, "FOLDER")
  );
}

Deno.test("an image lies beside the scenario or below", async () => {
  await inFolder(async (folder) => {
    for (
      const name of ["app.img", "./app.img", "deep/app.img", "inner.img"]
    ) assertEquals(await load(folder, name), [], name);
    assertEquals(await load(folder, `${folder}/own/app.img`), []);
    assertEquals(await load(folder, "{ file: app.img, erased: 0 }"), []);
  });
});

Deno.test("an image elsewhere is read only where that is allowed", async () => {
  await inFolder(async (folder) => {
    const names = [
      "../app.img",
      "../ownership/app.img",
      "link.img",
      `${folder}/app.img`,
    ];
    for (const name of names) {
      const shown = name.replace(folder, "FOLDER");
      assertEquals(await load(folder, name), [
        `scenario.yaml:5:33: Image '${shown}': Lies outside the folder of ` +
        "the scenario; --allow-images-outside lets it be read",
      ]);
      assertEquals(await load(folder, name, { allowImagesOutside: true }), []);
    }
  });
});

Deno.test("what is wrong with an image is said at its name", async () => {
  await inFolder(async (folder) => {
    const cases = [
      ["absent.img", "Cannot read: no such file or folder"],
      ["folder.img", "Is not a regular file"],
      ["short.img", "Image is truncated: 4000 bytes of 8192"],
      ["other.img", "Wrong magic 0x0: not a cramfs image"],
    ];
    for (const [name, reason] of cases) {
      assertEquals(await load(folder, name!), [
        `scenario.yaml:5:33: Image '${name}': ${reason}`,
      ]);
    }
  });
});

Deno.test("a name of images is offered if a file is not there", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/own/scenario.yaml`;
    const images = "images: { root: { files: { /app: { size: 1 } } } }\n";
    const text = scenario("a", "rooot").replace(
      "files:\n",
      `${images}files:\n`,
    );
    Deno.writeTextFileSync(path, text);
    const { errors } = await loadScenarios([path], ENGINE_NAMES);
    assertEquals(
      errors.map(({ reason, line, column }) => [line, column, reason]),
      [
        [
          6,
          33,
          "Image 'rooot': Cannot read: no such file or folder; did you mean 'root'?",
        ],
      ],
    );
  });
});

Deno.test("an image is read once for all scenarios", async () => {
  await inFolder(async (folder) => {
    const path = `${folder}/own/scenario.yaml`;
    const texts = ["a", "b"].map((id) => scenario(id, "app.img"));
    Deno.writeTextFileSync(path, texts.join("---\n"));
    const { scenarios } = await loadScenarios([path], ENGINE_NAMES);
    const flashes = scenarios.map(({ files }) => {
      const { inode } = files[0]!;
      return inode.driver === "cramfs" ? inode.image.flash : undefined;
    });
    assertEquals(flashes.length, 2);
    assertEquals(flashes[0] === flashes[1], true);
  });
});
