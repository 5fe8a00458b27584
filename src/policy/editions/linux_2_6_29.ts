/** @module Linux 2.6.29: regions, one for the memory that VMAs share. */
import { VM } from "../../abi/vm.ts";
import type { Edition } from "../edition.ts";
import { OPERATION } from "../request.ts";
import { type Checks, validateWith } from "../validate.ts";
import { determineVmFlagsAllOrNothing } from "../vm_flags.ts";

/** The checks of Linux 2.6.29. */
export const CHECKS_2_6_29: Checks = {
  refusesHint: true,
  needsReadMode: false,
  copiesBeyondCapabilities: false,
  zeroMeansDefaults: true,
  readOperations: OPERATION.READ,
  mandatoryLocks: true,
};

/** A validation with other checks. */
export function validateBy(checks: Checks): Edition["validate"] {
  return (request, file, caller, arch) =>
    validateWith(checks, request, file, caller, arch);
}

/** The policy of Linux 2.6.29. */
export const LINUX_2_6_29: Edition = {
  id: "linux-2.6.29",
  releases: ["2.6.29", "2.6.29"],
  world: "regions",
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
  knowsUninitialized: false,
  bugsOnUnalignedRegion: true,
  failedRegion: "bug-if-tree-empty",
  vmaTree: "list",
  wrap: "lost",
  splitWarns: false,
  shrinkRestores: true,
  ramfs: {
    areaErrors: true,
    accepts: "shared",
    cutsRegions: false,
    readWith: "read",
  },
  processMaps: "with-offsets",
};
