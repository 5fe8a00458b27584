import { assertEquals, assertThrows } from "@std/assert";
import { ERRNO } from "../../../src/abi/errno.ts";
import { InputError } from "../../../src/errors.ts";
import {
  compareBytes,
  lookup,
  lookupPath,
  readdir,
  storedEntries,
} from "../../../src/files/cramfs/directory.ts";
import {
  type CramfsImage,
  parseCramfs,
} from "../../../src/files/cramfs/image.ts";
import { copyOf, file, imageOf, inodeAt, sampleImage } from "./sample.ts";

function names(image: CramfsImage): string[] {
  return readdir(image, image.root).entries.map((entry) => entry.name);
}

Deno.test("readdir() lists names in the order of their bytes", () => {
  const image = imageOf({
    b: file(1, 1, "classic"),
    ab: file(1, 1, "classic"),
    a: file(1, 1, "classic"),
    "ü": file(1, 1, "classic"),
    Z: file(1, 1, "classic"),
    ["x".repeat(252)]: file(1, 1, "classic"),
  });
  assertEquals(names(image), ["Z", "a", "ab", "b", "x".repeat(252), "ü"]);
});

Deno.test("readdir() of an empty directory lists nothing", () => {
  const image = sampleImage();
  assertEquals(readdir(image, inodeAt(image, "/dir/none")), {
    entries: [],
    errno: 0,
  });
});

Deno.test("readdir() fails where 264 bytes cross the end of the image", () => {
  const image = imageOf({ e: file(20, 1, "literal") }, { pad: false });
  assertEquals(image.size, 76 + 16 + 4 + 20);
  assertEquals(readdir(image, image.root), {
    entries: [],
    errno: ERRNO.EIO,
    hazard: "entry-crosses-image-end",
  });
  assertEquals(lookup(image, image.root, "e"), {
    errno: ERRNO.ENOENT,
    hazard: "entry-crosses-image-end",
  });
  const stored = [...storedEntries(image, image.root)];
  assertEquals(stored.map((entry) => entry.name), ["e"]);
});

Deno.test("readdir() fails at a name of no bytes", () => {
  const [bytes, view] = copyOf(sampleImage());
  view.setUint32(76 + 12, 0, true);
  view.setUint32(76 + 16, 0, true);
  const image = parseCramfs(bytes);
  assertEquals(readdir(image, image.root), {
    entries: [],
    errno: ERRNO.EIO,
    hazard: "empty-name",
  });
  assertEquals(lookup(image, image.root, "alias12").hazard, "empty-name");
  assertThrows(
    () => [...storedEntries(image, image.root)],
    InputError,
    'Directory entry at byte 76 has the name ""',
  );
});

for (const name of [".", "..", "a/b", "a\0b"]) {
  Deno.test(`storedEntries() refuses the name ${JSON.stringify(name)}`, () => {
    const [bytes] = copyOf(imageOf({ abc: file(1, 1, "classic") }));
    bytes.set(new TextEncoder().encode(name.padEnd(4, "\0")), 76 + 12);
    const image = parseCramfs(bytes);
    assertThrows(() => [...storedEntries(image, image.root)], InputError);
  });
}

Deno.test("storedEntries() refuses entries outside the image", () => {
  const [bytes, view] = copyOf(sampleImage());
  view.setUint32(68, 0xff_ffff, true);
  const image = parseCramfs(bytes);
  assertThrows(() => [...storedEntries(image, image.root)], InputError);
});

Deno.test("lookup() finds every name that readdir() lists", () => {
  const image = sampleImage();
  for (const { name, inode } of readdir(image, image.root).entries) {
    assertEquals(lookup(image, image.root, name), { errno: 0, inode });
  }
  assertEquals(lookup(image, image.root, "nothing"), { errno: ERRNO.ENOENT });
});

Deno.test("lookup() stops early in a directory that is not sorted", () => {
  const [bytes, view] = copyOf(imageOf({
    aa: file(1, 1, "classic"),
    bb: file(2, 2, "classic"),
  }));
  bytes.copyWithin(200, 76, 92);
  bytes.copyWithin(76, 92, 108);
  bytes.copyWithin(92, 200, 216);
  const sorted = parseCramfs(bytes);
  assertEquals(names(sorted), ["bb", "aa"]);
  assertEquals(lookup(sorted, sorted.root, "aa"), {
    errno: ERRNO.ENOENT,
    hazard: "unsorted-directory",
  });
  assertEquals(lookup(sorted, sorted.root, "bb").errno, 0);
  view.setUint32(8, 1, true);
  const unsorted = parseCramfs(bytes);
  assertEquals(lookup(unsorted, unsorted.root, "aa").errno, 0);
});

Deno.test("lookupPath() goes through directories only", () => {
  const image = sampleImage();
  assertEquals(lookupPath(image, "/").inode, image.root);
  assertEquals(lookupPath(image, "dir//./null").inode?.device, [1, 3]);
  assertEquals(lookupPath(image, "/dir/no").errno, ERRNO.ENOENT);
  assertEquals(lookupPath(image, "/xip/x").errno, ERRNO.ENOTDIR);
});

Deno.test("compareBytes() puts a prefix first", () => {
  const order = (a: number[], b: number[]) =>
    Math.sign(compareBytes(Uint8Array.from(a), Uint8Array.from(b)));
  assertEquals(order([1, 2], [1, 2]), 0);
  assertEquals(order([1], [1, 2]), -1);
  assertEquals(order([200], [100, 2]), 1);
});
