import { assertEquals } from "@std/assert";
import { parseCramfs } from "../../../src/files/cramfs/image.ts";
import { getBlockRange } from "../../../src/files/cramfs/range.ts";
import {
  isDirty,
  isOutside,
  misplacedTailBytes,
  tailBytes,
} from "../../../src/files/cramfs/tail.ts";
import { file, imageOf, inodeAt, sampleImage } from "./sample.ts";

const image = sampleImage();

for (
  const [path, dirty] of [
    ["/shared", true],
    ["/tinyj", true],
    ["/jt", true],
    ["/ztail", false],
    ["/tinyz", false],
    ["/full", false],
  ] as const
) {
  Deno.test(`The tail of ${path} is ${dirty ? "dirty" : "clean"}`, () => {
    const tail = tailBytes(image, inodeAt(image, path));
    assertEquals(isDirty(image, tail), dirty);
    assertEquals(isOutside(image, tail), false);
  });
}

Deno.test("tailBytes() are those of the last block", () => {
  const inode = inodeAt(image, "/back");
  const { offset } = getBlockRange(image, inode, 3, 1);
  assertEquals(tailBytes(image, inode), {
    at: offset + 14000 % 4096,
    length: 4096 - 14000 % 4096,
  });
});

Deno.test("misplacedTailBytes() lie as far off as the request starts", () => {
  const inode = inodeAt(image, "/zt");
  for (const pgoff of [0, 1, 2, 3]) {
    const { offset } = getBlockRange(image, inode, pgoff, 1);
    assertEquals(misplacedTailBytes(inode, offset), {
      at: tailBytes(image, inode).at + pgoff * 4096,
      length: 0xc00,
    });
  }
  const full = inodeAt(image, "/full");
  assertEquals(misplacedTailBytes(full, 4096).length, 0);
});

Deno.test("The tail of a file at the end of the image lies outside", () => {
  const { flash } = imageOf({
    a: file(4000, 1, "literal"),
    b: file(9000, 2, "packed"),
  }, { pad: false });
  const erased = parseCramfs(flash);
  const tail = tailBytes(erased, inodeAt(erased, "/b"));
  assertEquals(isOutside(erased, tail), true);
  assertEquals(isDirty(erased, tail), true);
  assertEquals(isDirty(parseCramfs(flash, { erased: 0 }), tail), false);
});
