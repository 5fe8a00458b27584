import { assertEquals } from "@std/assert";
import { readFile } from "../../src/files/cramfs/read.ts";
import { readPage } from "../../src/files/cramfs/block.ts";
import { buildCramfs } from "../../src/files/cramfs/build.ts";
import { parseCramfs } from "../../src/files/cramfs/image.ts";
import { walkCramfs } from "../../src/files/cramfs/walk.ts";
import {
  parseRomfs,
  readRomfsFlash,
  romfsLookup,
} from "../../src/files/romfs/image.ts";
import { contents } from "../files/cramfs/sample.ts";
import { toolTest } from "./tool_test_kit.ts";

const MKFS = ["mkfs.cramfs", "util-linux-extra or util-linux"] as const;
const FSCK = ["fsck.cramfs", "util-linux-extra or util-linux"] as const;
const GENROMFS = ["genromfs", "genromfs"] as const;

const FILES: Readonly<Record<string, Uint8Array>> = {
  "/empty": new Uint8Array(),
  "/tiny": contents(50, 1),
  "/page": contents(4096, 2),
  "/long": contents(70_001, 3),
  "/zeros": new Uint8Array(9000),
  "/bin/app": contents(12_345, 4),
  "/bin/deep/down": contents(4095, 5),
};

/** Writes the files below a folder. */
function writeFiles(folder: string): void {
  Deno.mkdirSync(`${folder}/bin/deep`, { recursive: true });
  for (const [path, bytes] of Object.entries(FILES)) {
    Deno.writeFileSync(folder + path, bytes);
  }
  Deno.symlinkSync("bin/app", `${folder}/link`);
}

const VARIANTS: readonly (readonly string[])[] = [
  [],
  ["-p"],
  ["-z"],
  ["-N", "big"],
  ["-n", "a name"],
];

for (const options of VARIANTS) {
  const how = options.length === 0 ? "without options" : options.join(" ");
  toolTest(
    MKFS,
    `an image of mkfs.cramfs ${how} is read byte for byte`,
    async ({ folder, run }) => {
      writeFiles(`${folder}/tree`);
      await run(...options, `${folder}/tree`, `${folder}/image`);
      const image = parseCramfs(Deno.readFileSync(`${folder}/image`), {
        endian: "any",
      });
      const found = new Map(
        [...walkCramfs(image)].filter(({ inode }) => inode.type === "reg")
          .map(({ path, inode }) => [path, readFile(image, inode)]),
      );
      assertEquals([...found.keys()].sort(), Object.keys(FILES).sort());
      for (const [path, bytes] of found) assertEquals(bytes, FILES[path]!);
      const link = [...walkCramfs(image)].find(({ path }) => path === "/link");
      assertEquals(
        new TextDecoder().decode(readFile(image, link!.inode)),
        "bin/app",
      );
      assertEquals(image.superblock.offset, options[0] === "-p" ? 512 : 0);
      assertEquals(image.littleEndian, options[1] !== "big");
      if (options[0] === "-n") {
        assertEquals(image.superblock.name.startsWith("a name"), true);
      }
      assertEquals(readPage(image, link!.inode, 1).bytes.some(Boolean), false);
    },
  );
}

toolTest(
  GENROMFS,
  "an image of genromfs is read byte for byte",
  async ({ folder, run }) => {
    writeFiles(`${folder}/tree`);
    const path = `${folder}/image`;
    await run("-f", path, "-d", `${folder}/tree`, "-V", "romlab");
    const image = parseRomfs(Deno.readFileSync(path));
    assertEquals(image.name, "romlab");
    for (const [name, bytes] of Object.entries(FILES)) {
      const inode = romfsLookup(image, name)!;
      const found = new Uint8Array(inode.size);
      readRomfsFlash(image, inode.dataOffset, found);
      assertEquals(found, bytes, name);
    }
  },
);

toolTest(
  FSCK,
  "fsck.cramfs finds nothing wrong with images that are made here",
  async ({ folder, run }) => {
    for (const superblock of [0, 512] as const) {
      const path = `${folder}/image`;
      const image = buildCramfs(plain(), {
        extendedPointers: false,
        superblock,
      });
      Deno.writeFileSync(path, image);
      await run(path);
    }
  },
);

/** A tree without blocks that this program does not know yet. */
function plain(): Parameters<typeof buildCramfs>[0] {
  return {
    type: "dir",
    children: Object.fromEntries(
      Object.entries(FILES).map((
        [path, bytes],
      ) => [path.replaceAll("/", "_").slice(1), {
        type: "reg",
        contents: bytes,
        layout: "classic",
      }]),
    ),
  };
}
