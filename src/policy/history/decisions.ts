/**
 * Decisions that go against what the driver declares, or against the request.
 *
 * @module
 */
import type { KnownHazard } from "./known_hazard.ts";

/** Those hazards, by number. */
export const DECISIONS: readonly KnownHazard[] = [
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
      "Mapping at address 0 needs a privilege if the security module checks for it, although no-MMU kernels choose the address themselves.",
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
