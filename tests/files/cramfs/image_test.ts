import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../src/errors.ts";
import {
  computeCrc,
  parseCramfs,
  readDirect,
  readFlash,
  readWord,
} from "../../../src/files/cramfs/image.ts";
import { copyOf, imageOf, sampleImage } from "./sample.ts";

for (const endian of ["little", "big"] as const) {
  for (const superblock of [0, 512] as const) {
    Deno.test(`parseCramfs() reads a ${endian}-endian superblock at ${superblock}`, () => {
      const image = sampleImage({ endian, superblock, name: "volume" });
      assertEquals(image.littleEndian, endian === "little");
      assertEquals(image.superblock.offset, superblock);
      assertEquals(image.superblock.name, "volume");
      assertEquals(image.superblock.signature, "Compressed ROMFS");
      assertEquals(image.superblock.flags, 0x903);
      assertEquals(image.superblock.files, 28);
      assertEquals(image.size, image.flash.length);
      assertEquals(image.root.type, "dir");
      assertEquals(image.root.ino, superblock + 76);
      assertEquals(computeCrc(image), image.superblock.crc);
    });
  }
}

Deno.test("computeCrc() notices a changed byte", () => {
  const [bytes] = copyOf(sampleImage());
  bytes[bytes.length - 1]! ^= 1;
  const image = parseCramfs(bytes);
  assertEquals(computeCrc(image) === image.superblock.crc, false);
});

function refusal(
  change: (bytes: Uint8Array, view: DataView) => void,
  superblock: 0 | 512 = 0,
): string {
  const [bytes, view] = copyOf(sampleImage({ superblock }));
  change(bytes, view);
  const error = assertThrows(
    () => parseCramfs(bytes, { file: "rom.img" }),
    InputError,
  );
  return error.message;
}

Deno.test("parseCramfs() refuses the wrong byte order as a kernel does", () => {
  const { flash } = sampleImage({ endian: "big" });
  const error = assertThrows(() => parseCramfs(flash), InputError);
  assertEquals(
    error.message,
    "Wrong endianness: the image is big-endian",
  );
  assertEquals(parseCramfs(flash, { endian: "big" }).littleEndian, false);
  const little = sampleImage({ superblock: 512 }).flash;
  assertThrows(
    () => parseCramfs(little, { endian: "big" }),
    InputError,
    "the image is little-endian",
  );
});

Deno.test("parseCramfs() refuses what is no image", () => {
  assertEquals(
    refusal((_, view) => view.setUint32(0, 1, true)),
    "rom.img: Wrong magic 0x1: not a cramfs image",
  );
  assertThrows(() => parseCramfs(new Uint8Array(0)), InputError, "magic 0x0");
});

Deno.test("parseCramfs() refuses flags that kernels refuse", () => {
  assertEquals(
    refusal((_, view) => view.setUint32(8, 0x1003, true)),
    "rom.img: Unsupported filesystem features: flags 0x1003",
  );
});

Deno.test("parseCramfs() takes the flags that kernels ignore", () => {
  const [bytes, view] = copyOf(sampleImage());
  view.setUint32(8, 0x9ff, true);
  assertEquals(parseCramfs(bytes).superblock.flags, 0x9ff);
});

Deno.test("parseCramfs() refuses a root that is no directory", () => {
  assertEquals(
    refusal((_, view) => view.setUint16(64, 0o100644, true)),
    "rom.img: Root is not a directory: mode 0o100644",
  );
});

Deno.test("parseCramfs() refuses a root in the wrong place", () => {
  const wrong = (view: DataView) => view.setUint32(72, 80 / 4 << 6, true);
  assertEquals(
    refusal((_, view) => wrong(view)),
    "rom.img: Bad root offset 80",
  );
  const [bytes, view] = copyOf(sampleImage());
  wrong(view);
  view.setUint32(8, 0xd03, true);
  assertEquals(parseCramfs(bytes).root.ino, 80);
});

Deno.test("parseCramfs() takes an image without a root for empty", () => {
  const [bytes, view] = copyOf(sampleImage());
  view.setUint32(72, 0, true);
  const { root } = parseCramfs(bytes);
  assertEquals([root.ino, root.size], [1, 0]);
});

Deno.test("parseCramfs() adds the read and search bits of the root", () => {
  const [bytes, view] = copyOf(sampleImage());
  view.setUint16(64, 0o040000, true);
  assertEquals(parseCramfs(bytes).root.mode, 0o040555);
});

Deno.test("parseCramfs() refuses an absurd size", () => {
  assertEquals(
    refusal((_, view) => view.setUint32(4, 0xffff_ffff, true)),
    `rom.img: Image is truncated: ${sampleImage().size} bytes of 4294967295`,
  );
  assertEquals(
    refusal((_, view) => view.setUint32(512 + 4, 100, true), 512),
    "rom.img: Size 100 in the superblock is too small",
  );
});

Deno.test("parseCramfs() assumes 256 MiB where no size is given", () => {
  const [bytes, view] = copyOf(sampleImage());
  view.setUint32(8, 0x902, true);
  assertEquals(parseCramfs(bytes).size, 0x1000_0000);
});

Deno.test("parseCramfs() refuses every truncated image", () => {
  const { flash } = imageOf({
    file: { type: "reg", contents: new Uint8Array(10) },
  }, { superblock: 512 });
  for (let length = 0; length < flash.length; length++) {
    assertThrows(() => parseCramfs(flash.subarray(0, length)), InputError);
  }
});

Deno.test("parseCramfs() reads bytes in the middle of a buffer", () => {
  const { flash } = sampleImage();
  const buffer = new Uint8Array(flash.length + 5);
  buffer.set(flash, 5);
  const image = parseCramfs(buffer.subarray(5));
  assertEquals(computeCrc(image), image.superblock.crc);
});

Deno.test("readDirect() answers nothing where bytes cross the end", () => {
  const image = sampleImage();
  assertEquals(readDirect(image, image.size - 4, 4)?.length, 4);
  assertEquals(readDirect(image, image.size - 3, 4), undefined);
});

Deno.test("readFlash() goes on after the end with erased flash", () => {
  const { flash } = sampleImage();
  const longer = new Uint8Array(flash.length + 2);
  longer.set(flash);
  longer.fill(7, flash.length);
  const image = parseCramfs(longer, { erased: 9 });
  assertEquals(
    readFlash(image, flash.length - 1, 5),
    Uint8Array.of(flash.at(-1)!, 7, 7, 9, 9),
  );
  assertEquals(readWord(image, flash.length), 0x0909_0707);
  assertEquals(readWord(image, 0x7fff_0000), 0x0909_0909);
});
