import { assertEquals, assertStringIncludes } from "@std/assert";
import { buildCramfs } from "../../src/files/cramfs/build.ts";
import { runCli } from "../cli/run_cli.ts";

const IMAGE = buildCramfs({
  type: "dir",
  children: {
    app: { type: "reg", contents: new Uint8Array(100), layout: "aligned" },
  },
});

const scenario = (image: string) =>
  `id: outside
name: An image that lies elsewhere
source: nowhere
files:
  app: { driver: cramfs, image: ${image}, path: /app, at: 0x22000000 }
steps:
  - mmap: { file: app, length: 100, prot: READ, flags: PRIVATE }
    expect: { address: 0x22001000 }
`;

/** A folder `own` with a scenario, and an image beside the folder. */
function withImage(
  image: string,
  test: (folder: string) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const folder = await Deno.makeTempDir();
    try {
      Deno.mkdirSync(`${folder}/own`);
      Deno.writeFileSync(`${folder}/app.img`, IMAGE);
      Deno.symlinkSync("../app.img", `${folder}/own/link.img`);
      Deno.writeTextFileSync(`${folder}/own/one.yaml`, scenario(image));
      await test(folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  };
}

const COMMANDS: readonly (readonly string[])[] = [
  ["run", "own"],
  ["report", "--html", "page.html", "own"],
  ["explain", "own/one.yaml#outside"],
  ["coverage", "own"],
  ["hazards", "own"],
];

for (const image of ["../app.img", "link.img"]) {
  for (const command of image === "link.img" ? [["run", "own"]] : COMMANDS) {
    const name = command[0]!;
    Deno.test(
      `${name} reads ${image} outside of the folder only if that is allowed`,
      withImage(image, async (folder) => {
        const refused = await runCli(command, { folder });
        assertEquals(refused.code, 2);
        assertStringIncludes(
          refused.err,
          `own/one.yaml:5:33: Image '${image}': Lies outside the folder of ` +
            "the scenario; --allow-images-outside lets it be read",
        );
        const allowed = await runCli(
          [...command, "--allow-images-outside"],
          { folder },
        );
        assertEquals([allowed.code, allowed.err], [0, ""]);
      }),
    );
  }
}

for (const allow of [true, false]) {
  Deno.test(
    `testScenarios() ${allow ? "reads" : "refuses"} an image outside`,
    withImage("../app.img", async (folder) => {
      const testing = new URL("../../src/testing.ts", import.meta.url).href;
      Deno.writeTextFileSync(
        `${folder}/own/one_test.ts`,
        `import { testScenarios } from "${testing}";
await testScenarios(new URL("one.yaml", import.meta.url)${
          allow ? ", { allowImagesOutside: true }" : ""
        });\n`,
      );
      const { code, stdout, stderr } = await new Deno.Command("deno", {
        args: [
          "test",
          "--allow-read",
          "--no-check",
          "--config",
          new URL("../../deno.json", import.meta.url).pathname,
          `${folder}/own/one_test.ts`,
        ],
        env: { NO_COLOR: "1" },
      }).output();
      const decoder = new TextDecoder();
      const text = decoder.decode(stdout) + decoder.decode(stderr);
      assertEquals(code, allow ? 0 : 1, text);
      if (!allow) {
        assertStringIncludes(text, "one.yaml:5:33: Image '../app.img'");
      }
    }),
  );
}
