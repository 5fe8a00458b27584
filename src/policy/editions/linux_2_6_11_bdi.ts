/** @module Linux 2.6.11-rc4 with the patch that brought capabilities. */
import { VM } from "../../abi/vm.ts";
import type { ListEdition } from "../list_edition.ts";
import { checkLengthUnfinished } from "../list_length.ts";
import { validateCapabilities } from "../list_validate.ts";
import { determineListVmFlags } from "../list_vm_flags.ts";

const isCopy = (vmFlags: number): boolean => (vmFlags & VM.MAPPED_COPY) !== 0;

/** The policy of the patch of 2 March 2005. */
export const LINUX_2_6_11_BDI: ListEdition = {
  id: "linux-2.6.11-bdi",
  releases: ["2.6.11-bdi", "2.6.11-bdi"],
  world: "list",
  changes: [
    {
      number: 1,
      parts: ["validate"],
      affects: ["every-mapping", "shared", "private", "undeclared", "declares"],
      source:
        "mm/nommu.c, validate_mmap_request(), new in the patch of 2 March 2005",
      sentence:
        "What may be done with a file follows from the capabilities of its backing device, or from defaults by the type of the inode; before, a character device or a file in memory was mapped in place and any other was copied. The mapping type must be MAP_SHARED or MAP_PRIVATE. MAP_SHARED of what cannot be mapped in place is ENODEV, not EINVAL, and PROT_EXEC on a noexec mount is refused after the checks of sharing.",
    },
    {
      number: 2,
      parts: ["impliedExecCounts"],
      affects: ["personality"],
      source:
        "mm/nommu.c, validate_mmap_request(), which changes its own copy of prot",
      sentence: "READ_IMPLIES_EXEC no longer makes a mapping executable.",
    },
    {
      number: 3,
      parts: ["separatesShared"],
      affects: ["declines", "shared", "private"],
      source: "mm/nommu.c, do_mmap_pgoff() and do_mmap_shared_file()",
      sentence:
        "If get_unmapped_area answers ENOSYS a private mapping goes on, and is meant to be copied; before, it was ENODEV. MAP_SHARED that the driver declines with ENOSYS is ENODEV; before, it was a copy.",
    },
    {
      parts: ["asksForArea"],
      affects: ["in-place", "private"],
      source: "mm/nommu.c, do_mmap_pgoff()",
      sentence:
        "get_unmapped_area is asked only for what may be shared; before, for every file mapping.",
    },
    {
      parts: ["checkLength"],
      affects: ["every-mapping", "anonymous"],
      source: "mm/nommu.c, validate_mmap_request()",
      sentence:
        "A length that rounds to nothing goes on, past every check, with capabilities that were never set; before, the call answered 0.",
    },
    {
      parts: ["vmFlags"],
      affects: ["in-place", "private", "traced"],
      source: "mm/nommu.c, determine_vm_flags()",
      sentence:
        "A private mapping in place can be shared only if the device permits reading, writing and executing; MAP_LOCKED sets VM_LOCKED; a traced caller's private mappings are not shared.",
    },
    {
      parts: ["bugsIfUnshareable"],
      affects: ["accepts", "private"],
      source: "mm/nommu.c, do_mmap_private(), BUG_ON()",
      sentence:
        "A driver that accepts a private mapping which may not be shared stops the kernel.",
    },
    {
      parts: ["copyFlags", "countsMemory", "freesMemory"],
      affects: ["accepts", "memory"],
      source: "mm/nommu.c, put_vma()",
      sentence:
        "A copy is marked as one (VM_MAPPED_COPY), and only what is marked is freed; before, a private mapping of a device gave its memory to kfree().",
    },
    {
      parts: ["flushesCache"],
      affects: ["every-mapping"],
      source: "mm/nommu.c, do_mmap_pgoff(), flush_icache_range()",
      sentence:
        "The instruction cache is flushed for every executable mapping, not only for copies.",
    },
    {
      parts: ["positiveAnswersEnd"],
      affects: ["security", "declines"],
      source: "mm/nommu.c, do_mmap_pgoff()",
      sentence:
        "Positive answers of the security module and of the driver's mmap operation count as success; before, they were returned as if they were addresses.",
    },
    {
      parts: ["capabilityNumbers"],
      affects: ["declares"],
      source: "include/linux/backing-dev.h, BDI_CAP_MAP_*",
      sentence: "Capabilities have numbers.",
    },
  ],
  capabilityNumbers: {
    COPY: 0x1,
    DIRECT: 0x2,
    READ: 0x10,
    WRITE: 0x20,
    EXEC: 0x40,
  },
  checkLength: checkLengthUnfinished,
  validate: validateCapabilities,
  vmFlags: determineListVmFlags,
  impliedExecCounts: false,
  positiveAnswersEnd: false,
  sharesDirect: true,
  asksForArea: "if-shareable",
  errorAddresses: 1000,
  separatesShared: true,
  bugsIfUnshareable: true,
  copyFlags: VM.MAPPED_COPY,
  countsMemory: isCopy,
  freesMemory: isCopy,
  flushesCache: "all",
  releasesNullFile: true,
  vmaMessage: "vml",
  orderedList: false,
  munmapAnyLength: false,
  mremapCall: false,
  remapsPfn: false,
  ramfs: "plain",
  memDevice: "copy-by-default",
  mapsContinue: false,
  listsProcessMaps: false,
};
