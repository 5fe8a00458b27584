import { assertEquals, assertThrows } from "@std/assert";
import { ERRNO } from "../../../src/abi/errno.ts";
import { InputError } from "../../../src/errors.ts";
import {
  blocksOf,
  locateBlock,
  readPage,
} from "../../../src/files/cramfs/block.ts";
import { readFile } from "../../../src/files/cramfs/read.ts";
import {
  type CramfsImage,
  parseCramfs,
} from "../../../src/files/cramfs/image.ts";
import type { CramfsInode } from "../../../src/files/cramfs/inode.ts";
import {
  contents,
  copyOf,
  file,
  imageOf,
  inodeAt,
  sampleImage,
} from "./sample.ts";

function padded(bytes: Uint8Array): Uint8Array {
  const page = new Uint8Array(4096);
  page.set(bytes);
  return page;
}

/** One file `f`, of which pointer `index` is changed. */
function withPointer(
  length: number,
  layout: Parameters<typeof file>[2],
  index: number,
  change: (pointer: number) => number,
): [CramfsImage, CramfsInode] {
  const image = imageOf({ f: file(length, 1, layout) });
  const inode = inodeAt(image, "/f");
  const [bytes, view] = copyOf(image);
  const at = inode.ino + index * 4;
  view.setUint32(at, change(view.getUint32(at, true)), true);
  return [parseCramfs(bytes), inode];
}

Deno.test("locateBlock() names how each block is stored", () => {
  const image = sampleImage();
  const kinds = (path: string) => {
    const inode = inodeAt(image, path);
    return Array.from(
      { length: blocksOf(inode) },
      (_, i) => locateBlock(image, inode, i).kind,
    );
  };
  assertEquals(kinds("/classic"), ["compressed", "compressed", "compressed"]);
  assertEquals(kinds("/literal"), ["literal", "literal", "literal"]);
  assertEquals(kinds("/hole"), ["hole", "hole", "hole"]);
  assertEquals(kinds("/cmid")[2], "direct-compressed");
  assertEquals(kinds("/kmid"), [
    "direct",
    "direct",
    "compressed",
    "direct",
    "direct",
  ]);
  assertEquals(kinds("/empty"), []);
});

Deno.test("locateBlock() starts a classic block where a direct one ends", () => {
  const image = sampleImage();
  const inode = inodeAt(image, "/kmid");
  const before = locateBlock(image, inode, 1);
  assertEquals(locateBlock(image, inode, 2).start, before.start + 4096);
  const mixed = imageOf({
    f: file(9000, 1, {
      blocks: "compressed",
      except: { 0: "direct-compressed" },
    }),
  });
  const first = locateBlock(mixed, inodeAt(mixed, "/f"), 0);
  const second = locateBlock(mixed, inodeAt(mixed, "/f"), 1);
  assertEquals(second.start, first.start + first.length);
});

Deno.test("readPage() fills up the last page with zeros", () => {
  const image = sampleImage();
  const inode = inodeAt(image, "/shared");
  const bytes = contents(0x2400, 6);
  assertEquals(readPage(image, inode, 2), {
    errno: 0,
    bytes: padded(bytes.subarray(0x2000)),
  });
  assertEquals(readPage(image, inode, 3), {
    errno: 0,
    bytes: new Uint8Array(4096),
  });
});

Deno.test("readPage() of a full last block in place gives zeros", () => {
  const image = sampleImage();
  const inode = inodeAt(image, "/full");
  assertEquals(readPage(image, inode, 2).hazard, undefined);
  assertEquals(readPage(image, inode, 3), {
    errno: 0,
    bytes: new Uint8Array(4096),
    hazard: "last-full-block-reads-zeros",
  });
  assertEquals(readFile(image, inode), contents(0x4000, 2));
});

Deno.test("readPage() of a full last block that is compressed gives it", () => {
  const image = imageOf({ f: file(8192, 1, "classic") });
  const page = readPage(image, inodeAt(image, "/f"), 1);
  assertEquals(page, { errno: 0, bytes: contents(8192, 1).subarray(4096) });
});

Deno.test("readPage() of a block across the end of the image gives zeros", () => {
  const [image, inode] = withPointer(9000, "aligned", 0, (pointer) => {
    return pointer + 0x1000;
  });
  assertEquals(readPage(image, inode, 0), {
    errno: 0,
    bytes: new Uint8Array(4096),
    hazard: "block-crosses-image-end",
  });
  assertThrows(
    () => readFile(image, inode),
    InputError,
    "Block 0 at byte 20480 leaves the image",
  );
});

Deno.test("readPage() fails for compressed data across the end", () => {
  const [image, inode] = withPointer(
    4096,
    "classic",
    0,
    () => 8192,
  );
  const page = readPage(image, inode, 0);
  assertEquals([page.errno, page.hazard], [
    ERRNO.EIO,
    "block-crosses-image-end",
  ]);
});

Deno.test("readPage() fails for data that do not inflate", () => {
  const image = imageOf({ f: file(4096, 1, "classic") });
  const inode = inodeAt(image, "/f");
  const [bytes] = copyOf(image);
  bytes[inode.ino + 4] = 0;
  const damaged = parseCramfs(bytes);
  const page = readPage(damaged, inode, 0);
  assertEquals([page.errno, page.hazard], [ERRNO.EIO, "bad-compressed-data"]);
  assertThrows(
    () => readFile(damaged, inode),
    InputError,
    "does not inflate",
  );
});

Deno.test("readPage() fails for data that inflate to more than a page", () => {
  const image = imageOf({ f: file(8000, 1, "classic") });
  const inode = inodeAt(image, "/f");
  const tooLong = parseCramfs(image.flash, {
    inflate: () => {
      throw new RangeError("Longer than the limit");
    },
  });
  assertEquals(readPage(tooLong, inode, 0).errno, ERRNO.EIO);
});

Deno.test("readPage() ignores what follows compressed data", () => {
  const [image, inode] = withPointer(
    4096,
    "classic",
    0,
    (pointer) => pointer + 100,
  );
  assertEquals(readPage(image, inode, 0).bytes, contents(4096, 1));
});

for (
  const [what, layout, change] of [
    ["a pointer before the start", "classic", () => 64],
    ["more than two pages", "classic", (p: number) => p + 9000],
    ["a literal block of more than a page", "literal", (p: number) => p + 4],
  ] as const
) {
  Deno.test(`readPage() fails for ${what}`, () => {
    const [image, inode] = withPointer(0x4000, layout, 0, change);
    const page = readPage(image, inode, 0);
    assertEquals([page.errno, page.hazard], [ERRNO.EIO, "bad-block-size"]);
    assertThrows(() => readFile(image, inode), InputError, "bytes: pointer");
  });
}

Deno.test("readPage() takes a pointer outside the image for 0", () => {
  const image = imageOf({ f: file(4096, 1, "classic") });
  const inode = { ...inodeAt(image, "/f"), ino: 0x10_0000 };
  const page = readPage(image, inode, 0);
  assertEquals([page.errno, page.hazard], [
    ERRNO.EIO,
    "pointer-outside-image",
  ]);
  assertThrows(
    () => readFile(image, inode),
    InputError,
    "has its pointer outside the image",
  );
});

Deno.test("readPage() honours direct pointers without their flag", () => {
  const image = sampleImage({ extendedPointers: false });
  assertEquals(image.superblock.flags & 0x800, 0);
  const page = readPage(image, inodeAt(image, "/xip"), 1);
  assertEquals(page.bytes, contents(0x3800, 1).subarray(4096, 8192));
});

Deno.test("readPage() says so where no zlib is at hand", () => {
  const { flash } = sampleImage();
  const image = parseCramfs(flash, {
    inflate: () => {
      throw new InputError("No zlib on this platform");
    },
  });
  assertThrows(
    () => readPage(image, inodeAt(image, "/classic"), 0),
    InputError,
    "No zlib",
  );
});
