import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../src/errors.ts";
import {
  type CramfsImage,
  parseCramfs,
} from "../../../src/files/cramfs/image.ts";
import type { CramfsTree } from "../../../src/files/cramfs/tree.ts";
import { walkCramfs } from "../../../src/files/cramfs/walk.ts";
import { copyOf, file, imageOf, inodeAt, sampleImage } from "./sample.ts";

/** Lets the entry of a directory lead to other entries. */
function redirect(
  image: CramfsImage,
  position: number,
  offset: number,
  size: number,
): CramfsImage {
  const [bytes, view] = copyOf(image);
  view.setUint32(position + 4, size, true);
  const low = view.getUint32(position + 8, true) & 0x3f;
  view.setUint32(position + 8, offset / 4 << 6 | low, true);
  return parseCramfs(bytes);
}

function positionOf(image: CramfsImage, path: string): number {
  for (const { path: found, entry } of walkCramfs(image)) {
    if (found === path) return entry!.position;
  }
  throw new Error(`No ${path}`);
}

Deno.test("walkCramfs() lists each directory before its contents", () => {
  const paths = [...walkCramfs(sampleImage())].map(({ path }) => path);
  assertEquals(paths.length, 28);
  assertEquals(paths[0], "/");
  assertEquals(paths.indexOf("/dir") + 1, paths.indexOf("/dir/fifo"));
});

Deno.test("walkCramfs() refuses a directory in itself", () => {
  const image = imageOf({ d: { type: "dir", children: {} } });
  const loop = redirect(image, 76, 76, 16);
  assertThrows(
    () => [...walkCramfs(loop)],
    InputError,
    'Directory "/d" has the entries of another directory, at byte 76',
  );
});

Deno.test("walkCramfs() refuses a directory in two places", () => {
  const image = imageOf({
    d: { type: "dir", children: { f: file(1, 1, "classic") } },
    e: { type: "dir", children: {} },
  });
  const { ino, size } = inodeAt(image, "/d");
  const twice = redirect(image, positionOf(image, "/e"), ino, size);
  assertThrows(() => [...walkCramfs(twice)], InputError, 'Directory "/e"');
});

Deno.test("walkCramfs() refuses directories that overlap", () => {
  const children = Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => [
      `d${i}`,
      { type: "dir", children: { f: file(1, 1, "classic") } } as const,
    ]),
  );
  let image = imageOf(children);
  const size = Math.floor(image.size / 5) & ~3;
  for (let i = 0; i < 8; i++) {
    const at = positionOf(imageOf(children), `/d${i}`);
    image = redirect(image, at, 1024 + i * 16, size);
  }
  const error = assertThrows(() => [...walkCramfs(image)], InputError);
  assertEquals(
    /overlap|leaves the image|has the name/.test(error.message),
    true,
    error.message,
  );
});

function nested(depth: number): CramfsTree {
  return {
    type: "dir",
    children: depth === 0 ? {} : { d: nested(depth - 1) },
  };
}

Deno.test("walkCramfs() goes 128 levels deep and no deeper", () => {
  assertEquals([...walkCramfs(imageOf({ d: nested(127) }))].length, 129);
  assertThrows(
    () => [...walkCramfs(imageOf({ d: nested(129) }))],
    InputError,
    "Directories are nested deeper than 128 levels",
  );
});

Deno.test("walkCramfs() stops at the limit of entries", () => {
  assertThrows(
    () => [...walkCramfs(sampleImage(), { maxEntries: 10 })],
    InputError,
    "Image has more than 10 files",
  );
});

Deno.test("walkCramfs() refuses a directory of 16 MiB of zeros", () => {
  const [bytes, view] = copyOf(imageOf({ d: nested(0) }));
  const big = new Uint8Array(0x110_0000);
  big.set(bytes);
  new DataView(big.buffer).setUint32(4, big.length, true);
  view.setUint32(4, big.length, true);
  const image = redirect(parseCramfs(big), 76, 0x1000, 0xff_ffff);
  assertThrows(() => [...walkCramfs(image)], InputError, 'has the name ""');
});
