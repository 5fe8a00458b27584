import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../src/errors.ts";
import { readFile } from "../../../src/files/cramfs/read.ts";
import { buildCramfs } from "../../../src/files/cramfs/build.ts";
import { parseCramfs } from "../../../src/files/cramfs/image.ts";
import type {
  CramfsLayout,
  CramfsLayoutName,
} from "../../../src/files/cramfs/layout.ts";
import { getBlockRange } from "../../../src/files/cramfs/range.ts";
import type { CramfsNode } from "../../../src/files/cramfs/tree.ts";
import { walkCramfs } from "../../../src/files/cramfs/walk.ts";
import {
  contents,
  file,
  imageOf,
  inodeAt,
  randomNumbers,
  SAMPLE,
  sampleImage,
} from "./sample.ts";

function nodeAt(path: string): CramfsNode {
  let node: CramfsNode = SAMPLE;
  for (const name of path.split("/").filter((part) => part !== "")) {
    if (node.type !== "dir") throw new Error(`${path} is no directory`);
    node = (node.children as Record<string, CramfsNode>)[name]!;
  }
  return node;
}

for (const endian of ["little", "big"] as const) {
  for (const superblock of [0, 512] as const) {
    for (const dedup of [false, true]) {
      Deno.test(
        `buildCramfs(): ${endian}-endian, superblock at ${superblock}${
          dedup ? ", without doubles" : ""
        }: all files come back`,
        () => {
          const image = sampleImage({ endian, superblock, dedup });
          assertEquals(image.size % 4096, 0);
          for (const { path, inode } of walkCramfs(image)) {
            const node = nodeAt(path);
            assertEquals(inode.type, node.type, path);
            if (node.type === "reg") {
              assertEquals(readFile(image, inode), node.contents, path);
            }
            if (node.type === "lnk") {
              const text = new TextDecoder().decode(readFile(image, inode));
              assertEquals(text, node.target);
            }
            if (node.mode !== undefined) {
              assertEquals(inode.mode & 0o7777, node.mode, path);
            }
          }
        },
      );
    }
  }
}

const LENGTHS = [0, 1, 4095, 4096, 4097, 8192, 12287, 20480] as const;
const LAYOUTS: readonly (CramfsLayoutName | CramfsLayout)[] = [
  "classic",
  "literal",
  "holes",
  "aligned",
  "packed",
  "unaligned",
  "dirty-tail",
  "descending",
  { blocks: "direct-compressed" },
  { blocks: "literal", holes: true },
  { blocks: "direct", phase: 4092, tail: "packed" },
];

for (const layout of LAYOUTS) {
  Deno.test(`buildCramfs() with layout ${JSON.stringify(layout)}`, () => {
    const children = Object.fromEntries(
      LENGTHS.map((length) => [`f${length}`, file(length, length, layout)]),
    );
    const image = imageOf(children);
    for (const length of LENGTHS) {
      const inode = inodeAt(image, `/f${length}`);
      assertEquals(readFile(image, inode), contents(length, length));
    }
  });
}

Deno.test("buildCramfs() stores random mixtures of blocks", () => {
  const random = randomNumbers(2);
  const kinds = [
    "compressed",
    "literal",
    "direct",
    "direct-compressed",
  ] as const;
  const pick = () => kinds[Math.floor(random() * kinds.length)]!;
  const children: Record<string, CramfsNode> = {};
  for (let i = 0; i < 60; i++) {
    const length = Math.floor(random() * 30000) + 1;
    const bytes = contents(length, i);
    if (random() < 0.5) bytes.fill(0, length * random());
    const except = Object.fromEntries(
      Array.from({ length: Math.ceil(length / 4096) }, (_, b) => [b, pick()]),
    );
    const holes = random() < 0.5;
    const phase = Math.floor(random() * 1024) * 4;
    const tail = (["zero", "dirty", "packed"] as const)[i % 3]!;
    children[`f${i}`] = {
      type: "reg",
      contents: bytes,
      layout: { blocks: "direct", except, holes, phase, tail },
    };
  }
  const image = imageOf(children);
  for (const [name, node] of Object.entries(children)) {
    const inode = inodeAt(image, `/${name}`);
    if (node.type === "reg") {
      assertEquals(readFile(image, inode), node.contents, name);
    }
  }
});

function offsetOf(path: string, image = sampleImage()): number {
  return getBlockRange(image, inodeAt(image, path), 0, 1).offset;
}

Deno.test("buildCramfs() puts direct blocks where the layout says", () => {
  assertEquals(offsetOf("/xip") % 4096, 0);
  assertEquals(offsetOf("/unal") % 4096, 0x104);
  assertEquals(offsetOf("/alias"), offsetOf("/xip"));
  const placed = imageOf({
    a: file(5000, 1, { blocks: "direct", tableAt: 0x4710, dataAt: 0x6000 }),
  });
  assertEquals(inodeAt(placed, "/a").ino, 0x4710);
  assertEquals(offsetOf("/a", placed), 0x6000);
});

Deno.test("buildCramfs() fills the tail as the layout says", () => {
  const after = (path: string, length: number) => {
    const image = sampleImage();
    const at = offsetOf(path) + length;
    return new Set(image.flash.subarray(at, Math.ceil(at / 4096) * 4096));
  };
  assertEquals(after("/ztail", 0x2400), new Set([0]));
  assertEquals(after("/shared", 0x2400), new Set([0xa5]));
});

Deno.test("buildCramfs() packs the next data behind the end of a file", () => {
  const image = imageOf({
    a: file(5000, 1, "packed"),
    b: file(100, 2, "literal"),
  });
  const end = offsetOf("/a", image) + 5000;
  assertEquals(inodeAt(image, "/b").ino, end);
});

Deno.test("buildCramfs() makes equal files one inode if asked", () => {
  const children = {
    a: file(5000, 1, "classic"),
    b: file(5000, 1, "classic"),
    c: file(5000, 1, "aligned"),
  };
  const once = imageOf(children, { dedup: true });
  assertEquals(inodeAt(once, "/a").ino, inodeAt(once, "/b").ino);
  assertEquals(inodeAt(once, "/a").ino === inodeAt(once, "/c").ino, false);
  const twice = imageOf(children);
  assertEquals(inodeAt(twice, "/a").ino === inodeAt(twice, "/b").ino, false);
});

Deno.test("buildCramfs() announces only what the image has", () => {
  const flags = (name: string, node: CramfsNode) =>
    imageOf({ [name]: node }).superblock.flags;
  assertEquals(flags("classic", file(100, 1, "classic")), 0x3);
  assertEquals(flags("aligned", file(100, 1, "aligned")), 0x803);
  assertEquals(flags("literal", file(100, 1, "literal")), 0x803);
  assertEquals(
    flags("hole", {
      type: "reg",
      contents: new Uint8Array(9),
      layout: "holes",
    }),
    0x103,
  );
});

Deno.test("buildCramfs() gives the same image for the same tree", () => {
  assertEquals(buildCramfs(SAMPLE), buildCramfs(SAMPLE));
});

for (
  const [message, children] of [
    ["is no file name", { "a/b": file(1, 1, "classic") }],
    ["is no file name", { "..": file(1, 1, "classic") }],
    ["is no file name", { "": file(1, 1, "classic") }],
    ["has 253 bytes: at most 252 fit", {
      ["x".repeat(253)]: file(1, 1, "classic"),
    }],
    ["File /a has size 16777216: at most 16777215 fits", {
      a: { type: "reg", contents: new Uint8Array(0x100_0000) },
    }],
    ["File /a has mode 4096: at most 4095 fits", {
      a: { type: "fifo", mode: 0o10000 },
    }],
    ["/a has uid -1", { a: { type: "fifo", uid: -1 } }],
    ["/a has gid 256", { a: { type: "fifo", gid: 256 } }],
    ["/a has minor number 256", { a: { type: "chr", device: [1, 256] } }],
    ["Phase 3 of /a is not a multiple of 4", {
      a: file(1, 1, { blocks: "direct", phase: 3 }),
    }],
    ["File /a has no block 2: it has 1", {
      a: file(1, 1, { blocks: "direct", except: { 2: "hole" } }),
    }],
    ["File /a has no block 1: it has 1", {
      a: file(1, 1, { blocks: "direct", gaps: [1] }),
    }],
    ["Block 0 of /a is not all zeros", {
      a: file(1, 1, { blocks: "direct", except: { 0: "hole" } }),
    }],
    ["Only direct blocks can descend: /a", {
      a: file(1, 1, { blocks: "literal", order: "descending" }),
    }],
    ["Byte 4 is no place for /a", {
      a: file(1, 1, { blocks: "direct", tableAt: 4 }),
    }],
    ["Byte 4098 is no place for /a", {
      a: file(1, 1, { blocks: "direct", dataAt: 4098 }),
    }],
    ["/a is to share blocks with /b", {
      a: file(1, 1, { blocks: "direct", alias: "/b" }),
    }],
    ["Block 1 of /a cannot be compressed", {
      a: file(9000, 1, {
        blocks: "direct",
        alias: "/b",
        except: { 1: "compressed" },
      }),
      b: file(9000, 1, "aligned"),
    }],
  ] as [string, Record<string, CramfsNode>][]
) {
  Deno.test(`buildCramfs() refuses: ${message}`, () => {
    assertThrows(
      () => buildCramfs({ type: "dir", children }),
      InputError,
      message,
    );
  });
}

Deno.test("buildCramfs() refuses a long name of the volume", () => {
  assertThrows(
    () => imageOf({}, { name: "a name of 17 byte" }),
    InputError,
    "has 17 bytes: at most 16 fit",
  );
});

Deno.test("buildCramfs() takes children from a map in any order", () => {
  const a = file(10, 1, "classic");
  const b = file(20, 2, "classic");
  const first = buildCramfs({
    type: "dir",
    children: new Map([["b", b], ["a", a]]),
  });
  assertEquals(first, buildCramfs({ type: "dir", children: { a, b } }));
  assertEquals([...walkCramfs(parseCramfs(first))].length, 3);
});
