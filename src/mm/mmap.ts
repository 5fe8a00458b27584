/**
 * The mapping of memory. Mirrors mm/nommu.c, `do_mmap()`.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { VM } from "../abi/vm.ts";
import { addWords, pageAlign, pagesIn, type Word } from "../abi/word.ts";
import type { OpenFile } from "../files/inode.ts";
import type { MmapRequest } from "../policy/request.ts";
import { OPERATION } from "../policy/request.ts";
import type { VmRegion } from "../memory/vm_region.ts";
import { ruleId, ruleNumber } from "../policy/rules.ts";
import {
  grantedCapabilities,
  refusingRule,
  restrictionsOf,
  type Verdict,
  verdictErrno,
} from "../policy/verdict.ts";
import { askForArea } from "./area.ts";
import { enterVma } from "./enter.ts";
import type { Machine } from "./machine.ts";
import { newMapping } from "./new_mapping.ts";
import type { Outcome } from "./outcome.ts";
import { mapPrivate } from "./private_mapping.ts";
import type { Process } from "./process.ts";
import { findSharable, shareRegion } from "./share.ts";
import { mapShared } from "./shared_mapping.ts";

const TWO_MMAPS = ruleNumber("mmap-beside-mmap-prepare");
const NOT_SUPPORTED: ReadonlySet<number> = new Set([
  ruleNumber("shared-needs-read-capability"),
  ruleNumber("shared-needs-write-capability"),
  ruleNumber("shared-needs-exec-capability"),
]);

/** Maps memory for a process. `file` is `null` for anonymous memory. */
export function doMmap(
  machine: Machine,
  process: Process,
  file: OpenFile | null,
  request: MmapRequest,
): Outcome {
  const { arch, edition, journal } = machine;
  const verdict = edition.validate(request, file, process, arch);
  noteCapabilitiesCall(machine, file, verdict);
  for (const rule of restrictionsOf(verdict)) journal.restrict(rule);
  if (verdict < 0) return refuse(machine, verdict);
  if (machine.securityErrno !== 0) {
    return journal.refused(machine.securityErrno, "security-module-refuses");
  }
  if (machine.failingRecord !== null) {
    const failed = failRecord(machine, process, request.length);
    if (failed !== undefined) return failed;
  }

  let capabilities = grantedCapabilities(verdict);

  const { prot, flags, pgoff } = request;
  const rounded = pageAlign(request.length, arch.pageSize, arch.wordSize);
  const length = edition.roundsLengths ? rounded : request.length;
  const vmFlags = edition.vmFlags({
    hasFile: file !== null,
    prot,
    flags,
    capabilities,
    ptraced: process.ptraced,
  });
  const mapping = newMapping(machine, file, pgoff, vmFlags);
  const { region, vma } = mapping;

  if (file !== null && machine.isShareable(vmFlags)) {
    const direct = (capabilities & CAPABILITY.DIRECT) !== 0;
    const end = addWords(pgoff, pagesIn(rounded, arch.pageSize), arch.wordSize);
    const found = findSharable(machine, file.inode, pgoff, end, direct);
    if (found === "violation") {
      journal.message(
        "mismatched-share",
        "nommu: Attempt to share mismatched mappings",
      );
      return journal.refused(ERRNO.EINVAL, "sharing-violation");
    }
    if (found !== undefined) {
      return shareRegion(machine, process, file, vma, found, length);
    }
    const asks = edition.directGoverns
      ? direct
      : (file.operations & OPERATION.GET_UNMAPPED_AREA) !== 0;
    if (asks) {
      const asked = askForArea(
        machine,
        file,
        mapping,
        length,
        flags,
        capabilities,
      );
      if (typeof asked !== "number") return asked;
      capabilities = asked;
    }
  }

  const early = edition.entersUnplaced;
  if (early && !machine.enterRegion(region)) {
    return journal.refused(0, "early-region-start-taken");
  }
  const made = file !== null && vma.flags & VM.SHARED
    ? mapShared(machine, file, vma)
    : mapPrivate(machine, process, file, mapping, length, capabilities);
  if (made.errno !== 0 || journal.fatal) {
    if (made.errno !== 0) noteFailedRegion(machine, region);
    return journal.refused(made.errno, made.reason);
  }
  if (early) machine.regionCut(region);
  else if (!machine.addRegion(region)) return journal.refused(0, made.reason);
  if (file === null && !keepsOldBytes(machine, flags)) {
    machine.memory.forget(
      region.start as number,
      pagesIn(rounded, arch.pageSize),
    );
  }
  process.totalVm += pagesIn(length, arch.pageSize);
  return enterVma(machine, process, vma, made.reason);
}

/** ENOMEM, if the record is made before anything else happens. */
function failRecord(
  { journal, edition, failingRecord }: Machine,
  process: Process,
  length: Word,
): Outcome | undefined {
  if (failingRecord === "tree" && edition.preparesTree !== "first") {
    return undefined;
  }
  const text = failingRecord === "tree"
    ? `Allocation of vma tree for process ${process.pid} failed`
    : `Allocation of ${
      failingRecord === "vma" ? "vma" : "vm region"
    } for ${length} byte allocation from process ${process.pid} failed`;
  journal.message("alloc-failed", `nommu: ${text}`);
  return journal.refused(ERRNO.ENOMEM, "no-memory-for-records");
}

/** What becomes of the region of a mapping that was not made. */
function noteFailedRegion(machine: Machine, region: VmRegion): void {
  const { journal, edition: { failedRegion } } = machine;
  if (failedRegion === "stays-in-tree") {
    machine.regions.delete(region);
    journal.hazard("freed-region-in-tree");
  } else if (
    failedRegion === "bug-if-tree-empty" && machine.regions.size === 0
  ) {
    journal.hazard("region-put-with-empty-tree");
    journal.message("bug", "kernel BUG in __put_nommu_region()");
  }
}

function noteCapabilitiesCall(
  machine: Machine,
  file: OpenFile | null,
  verdict: Verdict,
): void {
  if (file === null || !(file.operations & OPERATION.MMAP_CAPABILITIES)) return;
  if (!machine.edition.asksCapabilities) return;
  if (verdict < 0 && refusingRule(verdict) <= TWO_MMAPS) return;
  machine.journal.call({
    operation: "mmap_capabilities",
    file: file.name,
    result: file.capabilities,
  });
}

function refuse(machine: Machine, verdict: Verdict): Outcome {
  const rule = refusingRule(verdict);
  if (NOT_SUPPORTED.has(rule)) {
    machine.journal.message(
      "shared-not-supported",
      "nommu: MAP_SHARED not completely supported on !MMU",
    );
  }
  if (rule === TWO_MMAPS) machine.warnOnce("can_mmap_file");
  return machine.journal.refused(verdictErrno(verdict), ruleId(rule));
}

const UNINITIALIZED = 0x400_0000;

function keepsOldBytes(machine: Machine, flags: number): boolean {
  return machine.mmapAllowUninitialized && machine.edition.knowsUninitialized &&
    (flags & UNINITIALIZED) !== 0;
}
