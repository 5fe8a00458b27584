import { STEP, testErrors } from "./document.ts";

testErrors("file", [
  {
    name: "wrong values",
    text: `files:
  a:
    type: chrr
    size: -1
    capabilities: DIRECT|COPYY
    get_unmapped_area: ENOMEN
    mmap: sharedonly
    read: EINVALL
    read_with: reader
    driver: ramdisk
    mode: rx
    noexec: 1
    path: ""
    device: 1-2
    inode: 0x20000000000000
    contents: zeros
${STEP}`,
    messages: [
      "6:11: Unknown type 'chrr'; did you mean 'chr'?",
      "7:11: Number '-1' is negative",
      "8:19: Unknown flag 'COPYY' of capabilities; did you mean 'COPY'?",
      "9:24: Unknown answer of get_unmapped_area 'ENOMEN'; did you mean " +
      "'ENOMEM'?",
      "10:11: Unknown answer of mmap 'sharedonly'; did you mean 'shared-only'?",
      "11:11: Unknown answer of read 'EINVALL'; did you mean 'EINVAL'?",
      "12:16: Unknown read operation 'reader'; did you mean 'read'?",
      "13:13: Unknown driver 'ramdisk'; known are ramfs, cramfs, romfs, mtd, mem, zero, fb, block, pipe, socket, directory",
      "14:11: Unknown mode 'rx'; did you mean 'r'?",
      "15:13: Unknown truth value '1'; known are true, false",
      "16:11: Empty path",
      "17:13: Device '1-2' is not MAJOR:MINOR in hexadecimal",
      "18:12: Number '0x20000000000000' is above the largest allowed, " +
      "9007199254740991",
      "19:15: Expected a mapping (contents), found 'zeros'",
    ],
  },
  {
    name: "addresses of drivers that the machine does not have",
    text: `files:
  a: { get_unmapped_area: { base: 10GiB } }
  b: { get_unmapped_area: { fixed: 0x100000000 } }
  c: { get_unmapped_area: { base: 0xfffff000 } }
${STEP}`,
    messages: [
      "5:35: Address 0x280000000 does not fit a word of 32 bits",
      "6:36: Address 0x100000000 does not fit a word of 32 bits",
    ],
  },
  {
    name: "wrong answers of get_unmapped_area",
    text: `files:
  a: { get_unmapped_area: { base: 1, fixed: 2 } }
  b: { get_unmapped_area: {} }
  c: { get_unmapped_area: [] }
  d: { read: { at_most: many } }
  e: { read: {} }
  f: { read: { at_most: 1, errno: EIO } }
${STEP}`,
    messages: [
      "5:38: Only one of base, fixed can be given in get_unmapped_area",
      "6:27: Missing in get_unmapped_area: one of base, fixed",
      "7:27: Expected an errno, base or fixed, found a list",
      "8:25: 'many' is not a number",
      "9:14: Missing key 'at_most' of read",
      "10:28: Unknown key 'errno' of read",
    ],
  },
  {
    name: "contents",
    text: `files:
  a: { contents: { text: x, hex: 00 } }
  b: { contents: {} }
  c: { contents: { hex: 0g } }
  d: { contents: { hex: 0 } }
  e: { contents: { byte: 256 } }
${STEP}`,
    messages: [
      "5:29: Only one of text, hex can be given in contents",
      "6:18: Missing in contents: one of text, hex, byte",
      "7:25: Bytes '0g' have 'g', no hexadecimal digit",
      "8:25: Bytes '0' have an odd number of hexadecimal digits",
      "9:26: Number '256' is above the largest allowed, 255",
    ],
  },
  {
    name: "a size that no file has",
    text: `files: { a: { size: 0x8000000000000000 } }\n${STEP}`,
    messages: [
      "4:21: Size 9223372036854775808 is above the largest of a file, " +
      "9223372036854775807",
    ],
  },
  {
    name: "more contents than can be kept",
    text: `machine: { ram: { size: 512MiB } }
files:
  a: { driver: ramfs, size: 257MiB }
  b: { driver: ramfs, size: 256MiB }
  c: { driver: ramfs, size: 257MiB, contents: { text: "" } }
${STEP}`,
    messages: [
      "6:29: The contents of a ramfs file in 536870912 bytes of RAM are kept, " +
      'at most 268435456 bytes of them; give it no contents: { text: "" }',
    ],
  },
  {
    name: "keys that ramfs answers for itself",
    text: `files:
  a:
    driver: ramfs
    type: chr
    capabilities: COPY
    get_unmapped_area: ENOSYS
    mmap: ok
    read: ok
    read_with: both
${STEP}`,
    messages: [
      "7:5: Key 'type' cannot stand beside driver ramfs, which answers for " +
      "itself",
      "8:5: Key 'capabilities' cannot stand beside driver ramfs, which " +
      "answers for itself",
      "9:5: Key 'get_unmapped_area' cannot stand beside driver ramfs, which " +
      "answers for itself",
      "10:5: Key 'mmap' cannot stand beside driver ramfs, which answers for " +
      "itself",
      "11:5: Key 'read' cannot stand beside driver ramfs, which answers for " +
      "itself",
      "12:5: Key 'read_with' cannot stand beside driver ramfs, which answers " +
      "for itself",
    ],
  },
  {
    name: "another opening of an inode",
    text: `files:
  flash: {}
  a: { same_inode_as: flsh }
  b: { same_inode_as: flash, size: 1, noexec: true, path: /b }
  c: { same_inode_as: b }
  d: { same_inode_as: d }
${STEP}`,
    messages: [
      "6:23: Unknown file with an inode of its own 'flsh'; did you mean " +
      "'flash'?",
      "7:30: Key 'size' cannot stand beside same_inode_as: it belongs to " +
      "file 'flash'",
      "7:53: Key 'path' cannot stand beside same_inode_as: it belongs to " +
      "file 'flash'",
      "8:23: Unknown file with an inode of its own 'b'; known are flash",
      "9:23: Unknown file with an inode of its own 'd'; known are flash",
    ],
  },
]);
