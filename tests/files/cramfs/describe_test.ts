import { assertEquals } from "@std/assert";
import { ERRNO } from "../../../src/abi/errno.ts";
import {
  describeMmu,
  describeNommu,
} from "../../../src/files/cramfs/describe.ts";
import { getBlockRange } from "../../../src/files/cramfs/range.ts";
import { file, imageOf, inodeAt, mountOf, sampleImage } from "./sample.ts";

const image = sampleImage();
const mount = mountOf(image);

for (
  const [path, pages, why] of [
    ["/xip", 4, undefined],
    ["/shared", 3, undefined],
    ["/unal", 4, undefined],
    ["/cmid", 0, "block 2 is compressed"],
    ["/gap", 0, "block 2 is not contiguous"],
    ["/back", 0, "block 1 is not contiguous"],
    ["/classic", 0, "block 0 is compressed"],
    ["/literal", 0, "block 0 is not direct"],
    ["/hole", 0, "block 0 is a hole"],
    ["/empty", 0, "the file is empty"],
  ] as const
) {
  Deno.test(`Without an MMU ${path} has ${pages} pages in place`, () => {
    const answer = describeNommu(mount, inodeAt(image, path));
    assertEquals(answer.pages, pages);
    assertEquals(answer.why?.replace(/ \(.*/, ""), why);
    assertEquals(answer.errno, path === "/empty" ? ERRNO.EINVAL : 0);
    assertEquals(answer.address !== undefined, pages > 0);
  });
}

for (
  const [path, pages, why] of [
    ["/xip", 4, undefined],
    ["/shared", 2, "last page is shared"],
    ["/unal", 0, "data is not page aligned"],
    ["/cmid", 2, "block 2 is compressed"],
    ["/tinyj", 0, "no suitable block remaining"],
    ["/classic", 0, "block 0 is compressed"],
    ["/empty", 0, "the file is empty"],
  ] as const
) {
  Deno.test(`With an MMU ${path} has ${pages} pages in place`, () => {
    const answer = describeMmu(mount, inodeAt(image, path), "linux-6.12");
    assertEquals(answer.pages, pages);
    assertEquals(answer.why?.replace(/ \(.*/, ""), why);
    assertEquals(answer.errno, 0);
  });
}

Deno.test("The block that prevents a mapping is shown with its pointer", () => {
  const inode = inodeAt(image, "/cmid");
  const { mismatch } = getBlockRange(image, inode, 0, 5);
  const got = mismatch!.got.toString(16);
  const expected = mismatch!.expected.toString(16);
  assertEquals(
    describeNommu(mount, inode).why,
    `block 2 is compressed (pointer 0x${got}, wanted 0x${expected})`,
  );
});

Deno.test("A file that reads differently than it is mapped is marked", () => {
  const inode = inodeAt(image, "/full");
  const hazards = ["last-full-block-reads-zeros"] as const;
  assertEquals(describeNommu(mount, inode).hazards, hazards);
  assertEquals(describeMmu(mount, inode, "linux-6.12").hazards, hazards);
});

Deno.test("What the image or the mount lacks is named", () => {
  const plain = imageOf({ a: file(10, 1, "classic") });
  assertEquals(
    describeNommu(mountOf(plain), inodeAt(plain, "/a")).why,
    "the image has no extended block pointers",
  );
  const inode = inodeAt(image, "/xip");
  assertEquals(
    describeNommu({ ...mount, at: 0 }, inode).why,
    "physical address 0 counts as none",
  );
  assertEquals(
    describeMmu({ ...mount, mtd: false }, inode, "v5").why,
    "the image is not mounted through an MTD",
  );
});
