/**
 * Where twenty years of the policy misbehaved or surprised: numbered, with the
 * releases that it happens in. Scenarios that show one have its number as tag.
 *
 * @module
 */
import { isInReleases } from "./editions.ts";

/** Releases from the first to the last one; without a last one: until now. */
export type ReleaseSpan = readonly [first: string, last?: string];

/** A place where some kernels misbehave, or surprise. */
export interface KnownHazard {
  /** Number, such as `H7`. */
  readonly id: string;
  /** A few words. */
  readonly title: string;
  /** Releases that have it; empty: none that was published. */
  readonly releases: readonly ReleaseSpan[];
  /** What happens. */
  readonly sentence: string;
  /** Hazards and rules of the engine by which it shows. */
  readonly signs: readonly string[];
}

/** All of them, by number. */
export const KNOWN_HAZARDS: readonly KnownHazard[] = [
  {
    id: "H1",
    title: "capabilities that were never set",
    releases: [["2.6.12", "2.6.19"]],
    sentence:
      "A length of 0, or one that rounds to 0, passes the validation with capabilities that were never set: what follows depends on what was on the stack.",
    signs: [
      "uninitialised-capabilities",
      "capabilities-unknown",
      "capabilities-never-set",
    ],
  },
  {
    id: "H2",
    title: "READ_IMPLIES_EXEC is lost",
    releases: [["2.6.12"]],
    sentence:
      "The protection is changed in a copy of the argument only: the mapping does not become executable, and only the security module sees PROT_EXEC.",
    signs: ["read-implies-exec"],
  },
  {
    id: "H3",
    title: "an error becomes the address",
    releases: [["2.6.12", "2.6.31"]],
    sentence:
      "get_unmapped_area answers ENOSYS and the driver's mmap operation accepts: until 2.6.28 the mapping starts at the error itself, which the caller takes for a failure; from 2.6.29 on it starts at 0.",
    signs: ["error-address-mapped", "mapped-at-zero"],
  },
  {
    id: "H4",
    title: "a file that is not there is released",
    releases: [["2.6.11", "2.6.18"]],
    sentence:
      "An anonymous mapping for which there is no memory releases the file that it does not have.",
    signs: ["null-file-released"],
  },
  {
    id: "H5",
    title: "direct against the capabilities",
    releases: [["2.6.12", "2.6.31"]],
    sentence:
      "The driver's mmap operation is called although DIRECT was taken away, and if it accepts, its memory is mapped in place.",
    signs: ["direct-against-capabilities"],
  },
  {
    id: "H6",
    title: "a BUG where the driver accepts",
    releases: [["2.6.12"]],
    sentence:
      "A driver that accepts a private mapping which may not be shared hits BUG_ON(): any writable one until 2.6.31, those in place of traced callers and of devices without all permissions until 2.6.34, of traced callers until 6.2. From 6.3 on it is a warning and a copy.",
    signs: [
      "driver-accepts-unshareable",
      "traced-direct-bug",
      "traced-direct-warning",
    ],
  },
  {
    id: "H7",
    title: "two regions with one start",
    releases: [["2.6.11"]],
    sentence:
      "Two mappings that start at the same address and do not share memory hit BUG(): mapping some pages of a file in place and then more of them is enough.",
    signs: ["vma-start-taken", "region-start-taken"],
  },
  {
    id: "H8",
    title: "MAP_SHARED on a private copy",
    releases: [["2.6.11", "2.6.20"], ["2.6.29"]],
    sentence:
      "A MAP_SHARED mapping is given somebody's private copy: its stores never reach the file.",
    signs: ["shared-on-private-copy", "private-on-shared"],
  },
  {
    id: "H9",
    title: "old contents",
    releases: [["2.6.11"]],
    sentence:
      "A copy that is shared shows the file as it was when the first of its users mapped it.",
    signs: ["stale-copy"],
  },
  {
    id: "H10",
    title: "a refusal that depends on others",
    releases: [["2.6.11"]],
    sentence:
      "A private read-only mapping is refused because somebody has mapped an overlapping range of the file.",
    signs: ["sharing-violation"],
  },
  {
    id: "H11",
    title: "the first mapper decides",
    releases: [["2.6.11"]],
    sentence:
      "Until 2.6.28 whoever joins a mapping gets its flags and its length to the byte; since then an error of the driver's mmap operation ends the sharing without a copy.",
    signs: [
      "joined-other-protection",
      "joined-other-length",
      "total-vm-negative",
      "existing-region-driver-refuses",
    ],
  },
  {
    id: "H12",
    title: "failed regions",
    releases: [["2.6.29", "2.6.31"]],
    sentence:
      "A mapping that fails releases a region which is in no tree, and hits BUG_ON() if nothing else is mapped (until 2.6.30), or frees one that stays in the tree (2.6.31).",
    signs: ["region-put-with-empty-tree", "freed-region-in-tree"],
  },
  {
    id: "H13",
    title: "lengths to the byte",
    releases: [["2.6.29", "2.6.39"]],
    sentence:
      "A mapping ends at its last byte, so unmapping the rounded length is EINVAL.",
    signs: ["munmap-outside", "munmap-file-end", "mremap-not-mapped"],
  },
  {
    id: "H14",
    title: "0 in place of ENOMEM",
    releases: [["6.6"]],
    sentence:
      "Without memory for the tree of VMAs mmap() answers 0 as if it had succeeded, and frees a region that others use or that stays in the tree.",
    signs: ["tree-allocation-lost"],
  },
  {
    id: "H15",
    title: "a mapping overwrites another",
    releases: [["2.6.29"]],
    sentence:
      "From 6.1 on mapping the same memory again overwrites the older mapping, whose region is lost, or leaves it in pieces that are released twice. Before, an inner mapping could not be unmapped before the outer one.",
    signs: [
      "vma-overwritten",
      "vma-cut-in-tree",
      "region-leaked",
      "vma-released-twice",
    ],
  },
  {
    id: "H16",
    title: "mremap() and the tree",
    releases: [["6.1"]],
    sentence:
      "mremap() does not tell the tree of VMAs: after the mapping is gone the tree leads to freed memory, after a part of it is gone twice to the rest.",
    signs: ["stale-tree-entry", "vma-twice-in-tree", "freed-vma-used"],
  },
  {
    id: "H17",
    title: "/proc/PID/maps",
    releases: [["3.18", "6.5"], ["6.6"]],
    sentence:
      "From 3.18 to 6.5 reading it to the end leaves a lock held, and from 6.1 to 6.5 it is empty (6.1.192 has both corrections); with a mapping in pieces, small reads of it never end.",
    signs: [],
  },
  {
    id: "H18",
    title: "munmap() takes another mapping",
    releases: [["2.6.29"]],
    sentence:
      "Of the file mappings in a range only the one that ends where the range ends is removed; from 6.1 on the range may start in memory that is not mapped.",
    signs: ["munmap-leaves-lower", "munmap-finds-higher"],
  },
  {
    id: "H19",
    title: "cutting the middle out",
    releases: [["6.8"]],
    sentence:
      "Cutting the middle out of anonymous memory works, and prints a warning of the maple tree.",
    signs: ["munmap-middle-warning", "munmap-too-many-mappings"],
  },
  {
    id: "H20",
    title: "truncation under a mapping",
    releases: [["4.9"]],
    sentence:
      "Truncating a ramfs file frees pages that a private read-only mapping still shows; under MAP_SHARED it is ETXTBSY even inside the last page.",
    signs: ["mapped-pages-freed", "truncate-shared-mapping"],
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
    id: "H26",
    title: "one read",
    releases: [["2.6.11"]],
    sentence:
      "A copy is filled by a single read: what that does not give stays zero, and so does everything beyond the end of the file.",
    signs: [],
  },
  {
    id: "H27",
    title: "slack is not cleared",
    releases: [["2.6.29"]],
    sentence:
      "Pages beyond the end of a mapping that vm.nr_trim_pages leaves allocated keep what they held.",
    signs: [],
  },
  {
    id: "H28",
    title: "the order overflows",
    releases: [["2.6.29"]],
    sentence:
      "The number of pages is an int: a length beyond the largest order is ENOMEM, or a few pages and everything behind them cleared.",
    signs: ["allocation-too-large", "copy-larger-than-memory"],
  },
  {
    id: "H29",
    title: "kfree() of a device",
    releases: [["2.6.11", "2.6.11"]],
    sentence:
      "Unmapping a private mapping of a device gives its memory to kfree().",
    signs: ["device-memory-freed", "shared-copy-leaked"],
  },
  {
    id: "H30",
    title: "a word that is not zero",
    releases: [["2.6.12", "3.19"]],
    sentence:
      "Defaults stand in only for a backing device that declares nothing at all: one unrelated bit, and a file can neither be copied nor mapped in place. Ordinary character devices declare COPY.",
    signs: ["default-copy", "default-direct", "no-default-bdi-capabilities"],
  },
  {
    id: "H31",
    title: "EXEC without READ",
    releases: [["2.6.12", "2.6.34"]],
    sentence:
      "A private mapping for execution only is not held against the EXEC capability.",
    signs: ["exec-without-capability"],
  },
  {
    id: "H32",
    title: "flags of a late copy",
    releases: [["2.6.35"]],
    sentence:
      "A mapping that becomes a copy because the driver declines keeps only those VM_MAY flags that the device permits.",
    signs: ["get-unmapped-area-enosys", "private-mmap-enosys"],
  },
  {
    id: "H33",
    title: "the conversion of cramfs",
    releases: [],
    sentence:
      "The patch of 2025 that gives cramfs an mmap_prepare operation reads a count before it is set and loses the last page of a block; it was not merged in that form.",
    signs: [],
  },
  {
    id: "H34",
    title: "inodes without a type",
    releases: [["2.6.12"]],
    sentence:
      "A file of an anonymous inode, such as a DMA buffer, has neither capabilities nor defaults: EINVAL.",
    signs: ["no-default-bdi-capabilities", "no-default-capabilities"],
  },
  {
    id: "H35",
    title: "System V shared memory",
    releases: [["4.0"]],
    sentence:
      "shmat() is ENODEV: the file declares nothing and cannot be read.",
    signs: ["private-needs-copy", "shared-needs-direct"],
  },
  {
    id: "H36",
    title: "mmap_min_addr",
    releases: [["2.6.31", "2.6.32"]],
    sentence:
      "Mapping at address 0 needs a privilege if the security module checks for it,, although no-MMU kernels choose the address themselves.",
    signs: ["security-module-refuses"],
  },
  {
    id: "H37",
    title: "actions after mmap_prepare",
    releases: [["6.19"]],
    sentence:
      "A driver whose mmap_prepare operation asks for a remapping, such as /dev/mem, cannot be mapped: a warning, and EAGAIN (6.19) or EINVAL (7.1).",
    signs: ["remap-action-refused"],
  },
];

/** Whether a release, such as `4.19`, has it. */
export function affects(hazard: KnownHazard, release: string): boolean {
  return hazard.releases.some(([first, last]) =>
    isInReleases(release, first, last)
  );
}
