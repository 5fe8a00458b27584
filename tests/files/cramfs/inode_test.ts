import { assertEquals } from "@std/assert";
import {
  type CramfsInodeFields,
  decodeInode,
  encodeInode,
  formatMode,
  makeInode,
  typeOfMode,
} from "../../../src/files/cramfs/inode.ts";

const FIELDS: CramfsInodeFields = {
  mode: 0x81ed,
  uid: 0x1234,
  size: 0xabcdef,
  gid: 0x56,
  nameBytes: 252,
  offset: 0xfff_fffc,
};

Deno.test("encodeInode() packs little-endian words from the low end", () => {
  const view = new DataView(new ArrayBuffer(12));
  encodeInode(view, 0, FIELDS, true);
  assertEquals(view.getUint32(0, true), 0x1234_81ed);
  assertEquals(view.getUint32(4, true), 0x56ab_cdef);
  assertEquals(view.getUint32(8, true), 0xffff_ffff);
  assertEquals(decodeInode(view, 0, true), FIELDS);
});

Deno.test("encodeInode() packs big-endian words from the high end", () => {
  const view = new DataView(new ArrayBuffer(12));
  encodeInode(view, 0, { ...FIELDS, nameBytes: 4, offset: 76 }, false);
  assertEquals(view.getUint32(0), 0x81ed_1234);
  assertEquals(view.getUint32(4), 0xabcd_ef56);
  assertEquals(view.getUint32(8), 0x0400_0013);
  assertEquals(decodeInode(view, 0, false), {
    ...FIELDS,
    nameBytes: 4,
    offset: 76,
  });
});

Deno.test("makeInode() numbers files with data by their data", () => {
  assertEquals(makeInode({ ...FIELDS, offset: 0x100 }, 80).ino, 0x100);
});

Deno.test("makeInode() numbers empty files by their entry, with size 0", () => {
  const noData = makeInode({ ...FIELDS, offset: 0 }, 80);
  assertEquals([noData.ino, noData.size], [81, 0]);
  const noSize = makeInode({ ...FIELDS, size: 0 }, 80);
  assertEquals([noSize.ino, noSize.size], [81, 0]);
});

Deno.test("makeInode() takes the size of a device for its number", () => {
  const inode = makeInode({ ...FIELDS, mode: 0x2000, size: 0x0103 }, 80);
  assertEquals(inode.type, "chr");
  assertEquals(inode.device, [1, 3]);
  assertEquals([inode.ino, inode.size], [81, 0]);
});

Deno.test("typeOfMode() knows every kind and nothing else", () => {
  const kinds = Array.from({ length: 16 }, (_, i) => typeOfMode(i << 12));
  assertEquals(kinds.filter((kind) => kind === "unknown").length, 9);
  assertEquals(kinds[8], "reg");
  assertEquals(kinds[12], "sock");
});

for (
  const [mode, text] of [
    [0o100644, "-rw-r--r--"],
    [0o041777, "drwxrwxrwt"],
    [0o104711, "-rws--x--x"],
    [0o106010, "---S--s---"],
    [0o120777, "lrwxrwxrwx"],
    [0o021000, "c--------T"],
  ] as const
) {
  Deno.test(`formatMode() of 0${mode.toString(8)} is ${text}`, () => {
    assertEquals(formatMode(mode), text);
  });
}
