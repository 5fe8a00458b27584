import { assertEquals } from "@std/assert";
import { parseCramfs } from "../../../src/files/cramfs/image.ts";
import {
  getBlockRange,
  rangeMessage,
} from "../../../src/files/cramfs/range.ts";
import { copyOf, file, imageOf, inodeAt, sampleImage } from "./sample.ts";

const image = sampleImage();

function range(path: string, pgoff: number, pages: number) {
  const { offset, pages: found } = getBlockRange(
    image,
    inodeAt(image, path),
    pgoff,
    pages,
  );
  return [offset !== 0, found];
}

for (
  const [path, pgoff, pages, found, length] of [
    ["/xip", 0, 4, true, 4],
    ["/xip", 1, 2, true, 2],
    ["/cmid", 0, 5, true, 2],
    ["/cmid", 2, 1, false, 1],
    ["/cmid", 3, 2, true, 2],
    ["/kmid", 0, 5, true, 2],
    ["/gap", 0, 5, true, 2],
    ["/gap", 2, 3, true, 3],
    ["/back", 0, 4, true, 1],
    ["/unal", 0, 4, true, 4],
    ["/alias", 0, 2, true, 2],
    ["/classic", 0, 3, false, 3],
    ["/literal", 0, 3, false, 3],
    ["/hole", 0, 3, false, 3],
  ] as const
) {
  Deno.test(`getBlockRange() of ${path}, ${pages} pages from ${pgoff}`, () => {
    assertEquals(range(path, pgoff, pages), [found, length]);
  });
}

Deno.test("getBlockRange() looks at one pointer even for 0 pages", () => {
  assertEquals(range("/xip", 0, 0), [true, 1]);
});

Deno.test("getBlockRange() goes past the end of the file", () => {
  const one = imageOf({
    a: file(4096, 1, { blocks: "direct", tableAt: 1000, dataAt: 4096 }),
  });
  const inode = inodeAt(one, "/a");
  assertEquals(getBlockRange(one, inode, 0, 2).pages, 1);
  const [bytes, view] = copyOf(one);
  view.setUint32(1004, (8192 / 4 | 0xc000_0000) >>> 0, true);
  const longer = parseCramfs(bytes);
  assertEquals(getBlockRange(longer, inode, 0, 0xffff_ffff), {
    offset: 4096,
    pages: 2,
    mismatch: { block: 2, got: 0, expected: 0xc000_0c00 },
  });
});

Deno.test("getBlockRange() cannot tell a block at byte 0 from none", () => {
  const one = imageOf({ a: file(4096, 1, "aligned") });
  const inode = inodeAt(one, "/a");
  const [bytes, view] = copyOf(one);
  view.setUint32(inode.ino, 0xc000_0000, true);
  assertEquals(getBlockRange(parseCramfs(bytes), inode, 0, 1), {
    offset: 0,
    pages: 1,
  });
});

Deno.test("rangeMessage() is worded as the kernel's", () => {
  const { mismatch } = getBlockRange(image, inodeAt(image, "/cmid"), 0, 5);
  const got = mismatch!.got.toString(16);
  const expected = mismatch!.expected.toString(16);
  assertEquals(
    rangeMessage(mismatch!, 0, 5),
    `cramfs: range: block 2/4 got 0x${got} expects 0x${expected}`,
  );
  assertEquals(
    rangeMessage({ block: 0, got: 0, expected: 1 }, 0, 0),
    "cramfs: range: block 0/-1 got 0x0 expects 0x1",
  );
});
