import { assertEquals } from "@std/assert";
import { type BlockKind, readPage } from "../../../src/files/cramfs/block.ts";
import { readFile } from "../../../src/files/cramfs/read.ts";
import { buildCramfs } from "../../../src/files/cramfs/build.ts";
import { lookupPath } from "../../../src/files/cramfs/directory.ts";
import { parseCramfs } from "../../../src/files/cramfs/image.ts";
import { contents } from "./sample.ts";

const KINDS = ["direct", "direct-compressed", "compressed", "literal"] as const;
const SIZE = 3 * 4096 + 1000;

/** Blocks of a file in every order of ways to store them, as tools mix them. */
function* orders(): Generator<readonly (typeof KINDS[number])[]> {
  for (let number = 0; number < KINDS.length ** 4; number++) {
    yield [0, 1, 2, 3].map((block) =>
      KINDS[Math.floor(number / KINDS.length ** block) % KINDS.length]!
    );
  }
}

for (const phase of [0, 8]) {
  Deno.test(`a file with blocks of all kinds is read, direct ones at ${phase}`, () => {
    const stored = contents(SIZE, 9);
    for (const kinds of orders()) {
      const [first = "direct"] = kinds;
      const except = Object.fromEntries(
        kinds.map((kind, block) =>
          [block, kind] as [string | number, BlockKind]
        ),
      );
      const layout = { blocks: first, except, phase };
      const image = parseCramfs(buildCramfs({
        type: "dir",
        children: {
          app: { type: "reg", contents: stored, layout },
          next: { type: "reg", contents: stored },
        },
      }));
      const { inode } = lookupPath(image, "/app");
      assertEquals(readFile(image, inode!), stored, kinds.join());
      for (let page = 0; page < 4; page++) {
        const { errno, bytes } = readPage(image, inode!, page);
        const wanted = new Uint8Array(4096);
        wanted.set(stored.subarray(4096 * page, 4096 * (page + 1)));
        assertEquals([errno, bytes], [0, wanted], `${kinds}, page ${page}`);
      }
    }
  });
}
