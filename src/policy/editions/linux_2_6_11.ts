/** @module Linux 2.6.11, before capabilities: a file is memory backed or not. */
import { VM } from "../../abi/vm.ts";
import { afterList } from "../derive.ts";
import type { ListEdition } from "../list_edition.ts";
import { checkLengthOrNothing } from "../list_length.ts";
import { validateMemoryBacked } from "../list_validate_memory_backed.ts";
import { determineMemoryBackedVmFlags } from "../list_vm_flags.ts";
import { LINUX_2_6_11_BDI } from "./linux_2_6_11_bdi.ts";

/** The policy of Linux 2.6.11. */
export const LINUX_2_6_11: ListEdition = afterList(LINUX_2_6_11_BDI, {
  id: "linux-2.6.11",
  releases: ["2.6.11", "2.6.11"],
  changes: [],
  capabilityNumbers: {},
  checkLength: checkLengthOrNothing,
  validate: validateMemoryBacked,
  vmFlags: determineMemoryBackedVmFlags,
  impliedExecCounts: true,
  positiveAnswersEnd: true,
  asksForArea: "always",
  separatesShared: false,
  bugsIfUnshareable: false,
  copyFlags: 0,
  countsMemory: (vmFlags) => !(vmFlags & VM.SHARED),
  freesMemory: (vmFlags, start) =>
    !(vmFlags & (VM.IO | VM.SHARED)) && start !== 0,
  flushesCache: "copies",
});
