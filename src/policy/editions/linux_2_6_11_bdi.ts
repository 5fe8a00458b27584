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
  remapsPfn: false,
  ramfs: "plain",
  memDevice: "copy-by-default",
  mapsContinue: false,
  listsProcessMaps: false,
};
