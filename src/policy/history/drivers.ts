/**
 * Answers of drivers and filesystems.
 *
 * @module
 */
import type { KnownHazard } from "./known_hazard.ts";

/** Those hazards, by number. */
export const DRIVERS: readonly KnownHazard[] = [
  {
    id: "H3",
    title: "an error becomes the address",
    releases: [["2.6.12", "2.6.31"]],
    sentence:
      "get_unmapped_area answers ENOSYS and the driver's mmap operation accepts: until 2.6.28 the mapping starts at the error itself, which the caller takes for a failure; from 2.6.29 on it starts at 0.",
    signs: ["error-address-mapped", "mapped-at-zero"],
  },
  {
    id: "H21",
    title: "an address in an int",
    releases: [["3.3"]],
    sentence:
      "romfs and mtdchar keep the address in an int: on 64-bit machines one from 0x80000000 on comes back sign-extended.",
    signs: ["address-truncated-to-int"],
  },
  {
    id: "H22",
    title: "addresses inside a page",
    releases: [["2.6.11"]],
    sentence:
      "Mappings start where the memory lies, which need not be on a page: copies until 2.6.28, romfs, cramfs and frame buffers in place.",
    signs: ["address-not-page-aligned", "region-not-page-aligned"],
  },
  {
    id: "H23",
    title: "the offset of a frame buffer",
    releases: [["2.6.11"]],
    sentence:
      "get_unmapped_area of frame buffers adds the offset in pages to the address as if it were bytes.",
    signs: ["fb-offset-in-bytes"],
  },
  {
    id: "H24",
    title: "the first ramfs",
    releases: [["2.6.16", "2.6.28"]],
    sentence:
      "In 2.6.16 and 2.6.17 ramfs accepts every mapping: a private one starts at 0 or stops the kernel. Until 2.6.28 a file with a hole releases pages that it did not find.",
    signs: [
      "mapped-at-zero",
      "driver-accepts-unshareable",
      "null-page-released",
    ],
  },
  {
    id: "H25",
    title: "the offset of /dev/mem",
    releases: [["2.6.19", "2.6.20"]],
    sentence:
      "get_unmapped_area of /dev/mem answers the page offset as the address.",
    signs: [],
  },
  {
    id: "H33",
    title: "the conversion of cramfs",
    releases: [],
    sentence:
      "The patch of 2025 that gives cramfs an mmap_prepare operation reads a count before it is set and loses the last page of a block; it was not merged in that form.",
    signs: [],
  },
];
