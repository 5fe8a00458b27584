/** @module Linux 2.6.29: regions, one for the memory that VMAs share. */
import { VM } from "../../abi/vm.ts";
import type { PolicyChange } from "../change.ts";
import type { Edition } from "../edition.ts";
import { OPERATION } from "../request.ts";
import { validateBy } from "../derive.ts";
import type { Checks } from "../checks.ts";
import { determineVmFlagsAllOrNothing } from "../vm_flags.ts";

/** The checks of Linux 2.6.29. */
const CHECKS_2_6_29: Checks = {
  refusesHint: true,
  needsReadMode: false,
  copiesBeyondCapabilities: false,
  zeroMeansDefaults: true,
  readOperations: OPERATION.READ,
  mapOperations: OPERATION.MMAP,
  mandatoryLocks: true,
};

const CHANGES: readonly PolicyChange[] = [
  {
    number: 10,
    parts: [],
    signs: [
      "kmalloc-too-large",
      "allocation-too-large",
      "no-contiguous-memory",
      "no-memory-for-records",
      "region-put-with-empty-tree",
      "address",
    ],
    affects: ["anonymous", "private", "memory", "odd-lengths"],
    source: "mm/nommu.c, do_mmap_private(); commit 8feae13110d6",
    sentence:
      "Copies and anonymous memory are whole pages of the page allocator, so their addresses are page aligned and 4 MiB can be had; before, kmalloc() gave at most 1 MiB at any address. vm.nr_trim_pages says how much of the power of two is kept.",
  },
  {
    number: 10,
    parts: [],
    signs: [
      "existing-vma",
      "existing-region",
      "existing-region-driver-refuses",
      "sharing-violation",
      "joined-other-protection",
      "joined-other-length",
      "private-on-shared",
      "shared-on-private-copy",
      "stale-copy",
    ],
    affects: ["shared", "private", "twice"],
    source: "mm/nommu.c, do_mmap_pgoff(); commit 8feae13110d6",
    sentence:
      "A request for pages inside a live shareable region uses it, and MAP_SHARED does so for memory in place, too. Before, only exactly the same pages were shared, and from 2.6.21 on never those mapped in place.",
  },
  {
    number: 10,
    parts: [],
    signs: [
      "munmap-any-length",
      "munmap-no-exact-match",
      "munmap-zero-length",
      "munmap-not-mapped",
      "munmap-file-inside",
      "munmap-file-end",
      "munmap-outside",
      "munmap-not-page-aligned",
      "munmap-whole",
      "munmap-part",
      "munmap-leaves-lower",
    ],
    affects: ["munmap"],
    source: "mm/nommu.c, do_munmap() and split_vma(); commit 8feae13110d6",
    sentence:
      "munmap() can take away a part of anonymous memory. The length 0 is EINVAL; before, it stood for whatever started at the address.",
  },
  {
    number: 10,
    parts: [],
    signs: [
      "mremap-no-such-start",
      "mremap-wrong-length",
      "mremap-beyond-slack",
      "mremap-zero-length",
      "mremap-not-page-aligned",
      "mremap-not-mapped",
      "mremap-beyond-region",
      "mremap-in-place",
    ],
    affects: ["mremap"],
    source: "mm/nommu.c, do_mremap(); commit 8feae13110d6",
    sentence:
      "mremap() wants a page aligned address and grows a mapping inside its region; before, inside what kmalloc() had rounded its length up to.",
  },
  {
    parts: [],
    signs: ["vma-start-taken", "region-start-taken", "region-not-page-aligned"],
    affects: ["in-place", "twice"],
    source: "mm/nommu.c, add_nommu_region(); commit 8feae13110d6",
    sentence:
      "Two mappings that start at the same address stop the kernel if their regions differ; before, unless the first was MAP_SHARED. Regions that do not start on a page stop it, too.",
  },
  {
    parts: [],
    signs: ["error-address-mapped", "mapped-at-zero"],
    affects: ["declines", "private"],
    source: "mm/nommu.c, do_mmap_pgoff(); commit 8feae13110d6",
    sentence:
      "If get_unmapped_area answers ENOSYS the driver's mmap operation sees the address 0; before, the error itself became the address.",
  },
  {
    number: 10,
    parts: [],
    signs: ["total-vm-negative", "totalVm"],
    affects: ["memory"],
    source: "mm/nommu.c, do_mmap_pgoff(); commit 8feae13110d6",
    sentence:
      "total_vm counts what was ever mapped and is not reduced by munmap().",
  },
  {
    number: 10,
    parts: [],
    signs: ["other"],
    affects: ["every-mapping", "proc"],
    source: "mm/nommu.c; commit 8feae13110d6",
    sentence:
      "Memory is kept in regions, which are in one tree for the system; each process has VMAs of its own, which lead to them.",
  },
];

/** The policy of Linux 2.6.29. */
export const LINUX_2_6_29: Edition = {
  id: "linux-2.6.29",
  releases: ["2.6.29", "2.6.29"],
  world: "regions",
  changes: CHANGES,
  checks: CHECKS_2_6_29,
  validate: validateBy(CHECKS_2_6_29),
  vmFlags: determineVmFlagsAllOrNothing,
  shareable: VM.MAYSHARE,
  asksCapabilities: false,
  signedOffset: true,
  writeImpliesRead: false,
  roundsLengths: false,
  directGoverns: false,
  unshareableDirect: "bug",
  copyRead: "read",
  leaksSlackOnReadError: true,
  allocatesExactly: false,
  knowsUninitialized: false,
  bugsOnUnalignedRegion: true,
  entersUnplaced: false,
  failedRegion: "bug-if-tree-empty",
  securityFirst: false,
  preparesTree: "never",
  vmaTree: "list",
  vmaCache: "last",
  wrap: "lost",
  splitWarns: false,
  shrinkRestores: true,
  ramfs: {
    areaErrors: true,
    accepts: "shared",
    cutsRegions: false,
    readWith: "read",
    mapsWith: "mmap",
  },
  processMaps: "with-offsets",
};
