import { assertEquals } from "@std/assert";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { HEAD, messagesOf, STEP, testErrors } from "./document.ts";

const IMAGE = "image: { files: { /a: { size: 10 } } }";

testErrors("driver", [
  {
    name: "keys of other drivers",
    text: `files:
  a: { image: rom.img }
  b: { driver: zero, at: 1 }
  c: { driver: mem, mtd: { type: RAM, at: 0 } }
  d: { driver: ramfs, fb: {} }
  e: { driver: fb, at: 0, size: 1, mem: {} }
  f: { driver: block, revision: v4 }
${STEP}`,
    messages: [
      "5:8: Key 'image' needs driver cramfs or romfs",
      "6:22: Key 'at' needs driver cramfs or fb",
      "7:21: Key 'mtd' needs driver mtd or romfs",
      "8:23: Key 'fb' needs driver fb",
      "9:36: Key 'mem' needs driver mem",
      "10:23: Key 'revision' needs driver cramfs",
    ],
  },
  {
    name: "keys that a driver answers itself",
    text: `files:
  a: { driver: cramfs, ${IMAGE}, path: /a, size: 1, contents: { byte: 1 } }
  b: { driver: mtd, mtd: { type: RAM, at: 0 }, size: 1, type: chr }
  c: { driver: zero, capabilities: COPY }
  d: { driver: socket, mmap: ok }
${STEP}`,
    messages: [
      "5:74: Key 'size' cannot stand beside driver cramfs, which answers for itself",
      "5:83: Key 'contents' cannot stand beside driver cramfs, which answers for itself",
      "6:48: Key 'size' cannot stand beside driver mtd, which answers for itself",
      "6:57: Key 'type' cannot stand beside driver mtd, which answers for itself",
      "7:22: Key 'capabilities' cannot stand beside driver zero, which answers for itself",
      "8:24: Key 'mmap' cannot stand beside driver socket, which answers for itself",
    ],
  },
  {
    name: "keys that are missing",
    text: `files:
  a: { driver: cramfs, at: 1 }
  b: { driver: romfs, ${IMAGE} }
  c: { driver: mtd }
  d: { driver: fb }
  e: { driver: mtd, mtd: { size: 1 } }
${STEP}`,
    messages: [
      "9:26: Missing key 'type' of mtd",
      "9:26: Missing key 'at' of mtd",
    ],
  },
  {
    name: "keys that a driver cannot do without",
    text: `files:
  a: { driver: cramfs, at: 1 }
  b: { driver: romfs, ${IMAGE} }
  c: { driver: mtd }
  d: { driver: fb }
${STEP}`,
    messages: [
      "5:6: Missing key 'image' of a file with driver cramfs",
      "5:6: Missing key 'path' of a file with driver cramfs",
      "6:6: Missing key 'path' of a file with driver romfs",
      "6:6: Path '/b' is not in the image",
      "7:6: Missing key 'mtd' of a file with driver mtd",
      "8:6: Missing key 'at' of a file with driver fb",
      "8:6: Missing key 'size' of a file with driver fb",
    ],
  },
  {
    name: "wrong values",
    text: `files:
  a: { driver: mtd, mtd: { type: FLASH, at: 0, size: 0x200000000 } }
  b: { driver: cramfs, ${IMAGE}, path: /a, revision: v6 }
  c: { driver: fb, at: 0, size: 1, fb: { fb_mmap: perhaps } }
  d: { driver: mem, mem: { limits: 1 } }
${STEP}`,
    messages: [
      "5:34: Unknown type of a device 'FLASH'; known are RAM, ROM, NOR, NAND",
      "5:54: Number '0x200000000' is above the largest allowed, 4294967296",
      "6:84: Unknown revision 'v6'; did you mean 'v4'?",
      "7:51: Unknown truth value 'perhaps'; known are true, false",
      "8:28: Unknown key 'limits' of mem; did you mean 'limit'?",
    ],
  },
  {
    name: "addresses that do not fit, modes that are not possible",
    text: `files:
  a: { driver: fb, at: 0x100000000, size: 1 }
  b: { driver: mtd, mtd: { type: ROM, at: 0x100000000 }, mode: rw }
  c: { driver: cramfs, ${IMAGE}, path: /a, at: 0x100000000, mode: w }
  d: { driver: directory, mode: rw }
  e: { same_inode_as: c, mode: rw }
${STEP}`,
    messages: [
      "5:24: Address 0x100000000 does not fit a word of 32 bits",
      "6:43: Address 0x100000000 does not fit a word of 32 bits",
      "6:64: Mode rw is not possible: mtd is not opened for writing",
      "7:78: Address 0x100000000 does not fit a word of 32 bits",
      "7:97: Mode w is not possible: cramfs is not opened for writing",
      "8:33: Mode rw is not possible: directory is not opened for writing",
      "9:32: Mode rw is not possible: cramfs is not opened for writing",
    ],
  },
  {
    name: "a page size that images do not have",
    text: `machine: { page_size: 8KiB }
files:
  a: { driver: cramfs, ${IMAGE}, path: /a }
${STEP}`,
    messages: ["6:6: Images of cramfs have blocks of 4096 bytes, not of 8192"],
  },
  {
    name: "an image that the device is too small for",
    text: `files:
  a: { driver: romfs, ${IMAGE}, path: /a, mtd: { type: ROM, at: 0, size: 64 } }
${STEP}`,
    messages: ["5:78: Image of 144 bytes is larger than the device, 64"],
  },
]);

testErrors("image", [
  {
    name: "files that are not in it, or are no files",
    text: `images:
  rom: { files: { /dir/a: { size: 10 } } }
files:
  a: { driver: cramfs, image: rom, path: /b }
  b: { driver: cramfs, image: rom, path: /dir }
  c: { driver: cramfs, image: rom, path: /dir/a/c }
${STEP}`,
    messages: [
      "7:42: Path '/b' is not in the image",
      "8:42: Path '/dir' is not a regular file",
      "9:42: Path '/dir/a/c' is not in the image",
    ],
  },
  {
    name: "what cannot be made",
    text: `images:
  a: { files: { /a: { size: 10, layout: { phase: 6 } } } }
  b: { files: { /b: { size: 10, layout: { alias: /c } } } }
  c: { files: { /c: {}, /c/d: {} } }
  d: { files: { /d: {}, /e: {} }, name: seventeen letters }
  e: { files: { /f: { size: 10, align: 20 } } }
files:
  a: { driver: cramfs, image: a, path: /a }
  b: { driver: cramfs, image: b, path: /b }
  c: { driver: cramfs, image: c, path: /c }
  d: { driver: cramfs, image: d, path: /d }
  e: { driver: romfs, image: e, path: /f }
  f: { driver: romfs, image: c, path: /c }
${STEP}`,
    messages: [
      "5:6: Phase 6 of /a is not a multiple of 4 below 4096",
      "6:6: File /b is to share blocks with /c, which is no file with a layout of its own",
      "7:6: '/c/d' leads through a file",
      `7:6: "c/d" is no name for romfs`,
      "8:6: Name 'seventeen letters' has 17 bytes: at most 16 fit",
      "9:6: Alignment 20 is not a multiple of 16",
    ],
  },
  {
    name: "wrong values",
    text: `images:
  a: { files: { a: { size: 1 } } }
  b: { file: a.img, files: {} }
  c: {}
  d: { files: { /a: { layout: align } } }
  e: { files: { /a: { layout: { except: { x: hole } } } } }
  f: { files: { /a: { layout: { blocks: hole } } }, superblock: 1024 }
  g: []
${STEP}`,
    messages: [
      "5:17: 'a' is no absolute path of a file",
      "6:21: Only one of file, files can be given in an image",
      "7:6: Missing in an image: one of file, files",
      "8:31: Unknown layout 'align'; did you mean 'aligned'?",
      "9:43: 'x' is no number of a block",
      "10:41: Unknown kind of block 'hole'; known are direct, direct-compressed, compressed, literal",
      "10:65: A superblock lies at 0 or 512, not at '1024'",
      "11:6: Expected an image, found a list",
    ],
  },
  {
    name: "files cannot be read where nothing reads them",
    text: `files:
  a: { driver: cramfs, image: rom.img, path: /a }
${STEP}`,
    messages: ["5:31: Image 'rom.img': Files are not read here"],
  },
]);

Deno.test("driver: kernels that are older than the driver is known", () => {
  const text = `kernel: [linux-2.6.11, linux-2.6.29, linux-6.12]
files:
  a: { driver: pipe }
  b: { driver: zero }
  c: { driver: mtd, mtd: { type: RAM, at: 0 } }
  d: { driver: socket }
  e: { driver: mem }
${STEP}`;
  assertEquals(messagesOf(HEAD + text, ENGINE_NAMES), [
    "7:16: Driver zero is known from Linux 2.6.12 on, not for linux-2.6.11",
    "8:16: Driver mtd is known from Linux 2.6.30 on, not for linux-2.6.11",
    "9:16: Driver socket is known from Linux 4.0 on, not for linux-2.6.11",
  ]);
});

Deno.test("driver: kernels that know no action of mmap_prepare", () => {
  const text = `kernel: [linux-6.17, linux-6.19]
files:
  a: { mmap_prepare: remap }
  b: { mmap_prepare: absent }
${STEP}`;
  assertEquals(messagesOf(HEAD + text, ENGINE_NAMES), [
    "7:22: Unknown answer of mmap_prepare 'absent'",
  ]);
  assertEquals(
    messagesOf(HEAD + text.replace("absent", "ok"), ENGINE_NAMES),
    ["6:22: Answer remap is known from Linux 6.19 on, not for linux-6.17"],
  );
});
