import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../src/errors.ts";
import { buildRomfs } from "../../../src/files/romfs/build.ts";
import {
  parseRomfs,
  readRomfsFlash,
  romfsLookup,
} from "../../../src/files/romfs/image.ts";

const bytes = (length: number, byte: number) =>
  new Uint8Array(length).fill(byte);

const FILES = [
  { name: "one", contents: bytes(4096, 1) },
  { name: "tiny", contents: bytes(50, 2) },
  { name: "two", contents: bytes(8325, 3) },
  { name: "three", contents: bytes(9000, 4) },
];

Deno.test("files lie where genromfs puts them", () => {
  const image = parseRomfs(buildRomfs(FILES, { name: "romlab" }));
  assertEquals([image.name, image.size, image.root], ["romlab", 0x54e0, 32]);
  const places = FILES.map(({ name }) => {
    const { ino, dataOffset, size } = romfsLookup(image, `/${name}`)!;
    return [ino, dataOffset, size];
  });
  assertEquals(places, [
    [0x60, 0x80, 4096],
    [0x1080, 0x10a0, 50],
    [0x10e0, 0x1100, 8325],
    [0x3190, 0x31b0, 9000],
  ]);
  for (const { name, contents } of FILES) {
    const stored = new Uint8Array(contents.length);
    readRomfsFlash(image, romfsLookup(image, `/${name}`)!.dataOffset, stored);
    assertEquals(stored, contents, name);
  }
});

Deno.test("headers and the superblock sum up to 0", () => {
  const image = buildRomfs(FILES);
  const view = new DataView(image.buffer);
  const sum = (at: number, length: number) => {
    let total = 0;
    for (let i = 0; i < length; i += 4) {
      total = (total + view.getUint32(at + i)) >>> 0;
    }
    return total;
  };
  assertEquals(sum(0, 512), 0);
  for (const { name } of FILES) {
    const { ino, dataOffset } = romfsLookup(parseRomfs(image), `/${name}`)!;
    assertEquals(sum(ino, dataOffset - ino), 0, name);
  }
  assertEquals(image.length % 1024, 0);
});

Deno.test("the root directory has itself and its parent", () => {
  const image = parseRomfs(buildRomfs([]));
  const root = romfsLookup(image, "/")!;
  assertEquals(romfsLookup(image, "/."), root);
  assertEquals(romfsLookup(image, "/../.."), root);
  assertEquals(romfsLookup(image, "/absent"), undefined);
  assertEquals(romfsLookup(image, "/absent/file"), undefined);
});

Deno.test("data can be aligned", () => {
  const image = parseRomfs(buildRomfs([
    { name: "a", contents: bytes(5, 1) },
    { name: "b", contents: bytes(5, 2), align: 4096 },
  ]));
  assertEquals(romfsLookup(image, "/b")!.dataOffset, 4096);
});

Deno.test("what is no image is refused as a kernel does", () => {
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(0), "Wrong signature"],
    [bytes(4096, 0xff), "Wrong signature"],
    [buildRomfs(FILES).subarray(0, 4096), "Image is truncated"],
    [buildRomfs(FILES).fill(9, 100, 104), "Bad initial checksum"],
  ];
  for (const [image, reason] of cases) {
    assertThrows(() => parseRomfs(image), InputError, reason);
  }
});

function damage(change: (view: DataView) => void): Uint8Array {
  const image = buildRomfs(FILES);
  const view = new DataView(image.buffer);
  change(view);
  view.setUint32(12, 0);
  let sum = 0;
  for (let i = 0; i < 512; i += 4) sum = (sum + view.getUint32(i)) >>> 0;
  view.setUint32(12, -sum >>> 0);
  return image;
}

Deno.test("loops and headers outside the image are errors", () => {
  const loop = parseRomfs(damage((view) => view.setUint32(96, 96 | 2)));
  assertThrows(
    () => romfsLookup(loop, "/two"),
    InputError,
    "File header at byte 96 is met twice",
  );
  const link = parseRomfs(damage((view) => {
    view.setUint32(96, 0);
    view.setUint32(100, 96);
  }));
  assertThrows(
    () => romfsLookup(link, "/one"),
    InputError,
    "File header at byte 96 is a hard link to itself",
  );
  const outside = parseRomfs(damage((view) => {
    view.setUint32(96, 0);
    view.setUint32(100, 0x00ff_fff0);
  }));
  assertThrows(
    () => romfsLookup(outside, "/one"),
    InputError,
    "File header at byte 16777200 leaves the image",
  );
});

Deno.test("a damaged image gives an error of ours, or a file", () => {
  let state = 1;
  const random = (limit: number) => {
    state = Math.imul(state, 1103515245) + 12345 >>> 0;
    return (state >>> 8) % limit;
  };
  const found = { errors: 0, files: 0 };
  for (let round = 0; round < 3000; round++) {
    const image = damage((view) => {
      const places = [96, 100, 104, 0x1080, 0x10e0, 0x3190, 32, 36, 8];
      view.setUint32(places[random(places.length)]!, random(0x6000) * 8);
    });
    for (const name of ["one", "three", "../two", "."]) {
      try {
        const inode = romfsLookup(parseRomfs(image), `/${name}`);
        if (inode !== undefined) found.files++;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        found.errors++;
      }
    }
  }
  assertEquals(found.errors > 100 && found.files > 100, true);
});

Deno.test("flash after the image is erased", () => {
  const target = new Uint8Array(4);
  readRomfsFlash(parseRomfs(buildRomfs([]), 0xee), 1022, target);
  assertEquals([...target], [0, 0, 0xee, 0xee]);
});

Deno.test("names and alignments that do not fit are refused", () => {
  const contents = new Uint8Array(1);
  const cases: [() => unknown, string][] = [
    [() => buildRomfs([{ name: "", contents }]), '"" is no name'],
    [() => buildRomfs([{ name: "a/b", contents }]), '"a/b" is no name'],
    [() => buildRomfs([{ name: "x".repeat(128), contents }]), "is no name"],
    [() => buildRomfs([], { name: "" }), '"" is no name'],
    [
      () => buildRomfs([{ name: "a", contents, align: 24 }]),
      "Alignment 24 is not a multiple of 16",
    ],
  ];
  for (const [build, reason] of cases) assertThrows(build, InputError, reason);
});

Deno.test("the superblock is the one of genromfs", () => {
  const image = buildRomfs(FILES, { name: "romlab" });
  const hex = [...image.subarray(0, 48)].map((byte) =>
    byte.toString(16).padStart(2, "0")
  ).join("");
  const sum = hex.slice(24, 32);
  assertEquals(hex.replace(sum, "********"), GENROMFS_WITHOUT_SUM);
});

/** The first 48 bytes, the checksum left out. */
const GENROMFS_WITHOUT_SUM = "2d726f6d3166732d000054e0********" +
  "726f6d6c616200000000000000000000" + "000000490000002000000000d1ffff97";
