/**
 * The mapping of memory. Mirrors mm/nommu.c, `do_mmap()`.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO, MAX_ERRNO } from "../abi/errno.ts";
import { VM } from "../abi/vm.ts";
import {
  addWords,
  pageAlign,
  pagesIn,
  signedWord,
  subtractWords,
  type Word,
} from "../abi/word.ts";
import type { OpenFile } from "../files/inode.ts";
import type { Region, Vma } from "../memory/region.ts";
import type { MmapRequest } from "../policy/request.ts";
import { OPERATION } from "../policy/request.ts";
import { ruleId, ruleNumber } from "../policy/rules.ts";
import {
  grantedCapabilities,
  refusingRule,
  restrictionsOf,
  type Verdict,
  verdictErrno,
} from "../policy/verdict.ts";
import type { Machine } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import { mapPrivate } from "./private_mapping.ts";
import type { Process } from "./process.ts";
import { findSharable } from "./share.ts";
import { callMmap, mapShared } from "./shared_mapping.ts";

const ASKS_CAPABILITIES = ruleNumber("no-mmap-operation");
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
  const region = newRegion(machine, file, pgoff, vmFlags);
  const vma = newVma(machine, file, region);

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
      const asked = askForArea(machine, file, vma, length, flags, capabilities);
      if (typeof asked !== "number") return asked;
      capabilities = asked;
    }
  }

  const made = file !== null && vma.flags & VM.SHARED
    ? mapShared(machine, file, vma)
    : mapPrivate(machine, process, file, vma, length, capabilities);
  if (made.errno !== 0 || journal.fatal) {
    if (made.errno !== 0) noteFailedRegion(machine);
    return journal.refused(made.errno, made.reason);
  }
  if (!machine.addRegion(region)) return journal.refused(0, made.reason);
  if (file === null && !keepsOldBytes(machine, flags)) {
    machine.memory.forget(
      region.start as number,
      pagesIn(rounded, arch.pageSize),
    );
  }
  process.totalVm += pagesIn(length, arch.pageSize);
  return enter(machine, process, vma, made.reason);
}

/** What becomes of the region of a mapping that was not made. */
function noteFailedRegion(machine: Machine): void {
  const { journal, edition: { failedRegion } } = machine;
  if (failedRegion === "stays-in-tree") journal.hazard("freed-region-in-tree");
  else if (failedRegion === "bug-if-tree-empty" && machine.regions.size === 0) {
    journal.hazard("region-put-with-empty-tree");
    journal.message("bug", "kernel BUG in __put_nommu_region()");
  }
}

/** Puts the VMA into the process's tree and reports the mapping. */
function enter(
  machine: Machine,
  process: Process,
  vma: Vma,
  reason: string,
): Outcome {
  const { journal, edition, arch: { wordSize } } = machine;
  const last = subtractWords(vma.end, 1, wordSize);
  if (last < vma.start) {
    journal.hazard(
      edition.wrap === "oops" ? "mapping-wraps" : "mapping-wraps-lost",
    );
    if (edition.wrap === "oops") {
      journal.message("oops", "Oops in mas_store_prealloc()");
      return journal.refused(0, reason);
    }
  }
  vma.file?.inode.mappings.add(vma);
  process.mapCount++;
  if (last >= vma.start) {
    noteOverwrite(machine, process, vma, last);
    process.tree.store(vma.start, last, vma);
  }
  if (vma.flags & VM.EXEC) vma.region.icacheFlushed = true;
  const copied = (vma.flags & VM.MAPPED_COPY) !== 0;
  const backing = vma.file === null ? "anonymous" : copied ? "copy" : "direct";
  return journal.mapped(reason, vma, backing);
}

function noteOverwrite(
  machine: Machine,
  process: Process,
  vma: Vma,
  last: Word,
): void {
  if (!process.tree.overwrites) return;
  const older = process.tree.find(vma.start, last);
  if (older === undefined) return;
  const whole = older.first >= vma.start && older.last <= last;
  machine.journal.hazard(whole ? "vma-overwritten" : "vma-cut-in-tree");
}

/** Uses a live region of the same file. */
function shareRegion(
  machine: Machine,
  process: Process,
  file: OpenFile,
  vma: Vma,
  region: Region,
  length: Word,
): Outcome {
  const { journal, arch: { wordSize, pageSize } } = machine;
  region.usage++;
  vma.region = region;
  const ahead = subtractWords(vma.pgoff, region.pgoff, wordSize);
  vma.start = addWords(
    region.start,
    Number(ahead) * pageSize,
    wordSize,
  );
  vma.end = addWords(vma.start, length, wordSize);
  if (region.flags & VM.MAPPED_COPY) {
    vma.flags |= VM.MAPPED_COPY;
    if (vma.flags & VM.SHARED) journal.hazard("shared-on-private-copy");
    if (region.contentVersion !== file.inode.version) {
      journal.hazard("stale-copy");
    }
  } else {
    const answer = callMmap(machine, file, vma);
    if (answer < 0) {
      region.usage--;
      const errno = answer === -ERRNO.ENOSYS ? ERRNO.ENODEV : -answer;
      return journal.refused(errno, "existing-region-driver-refuses");
    }
  }
  return enter(machine, process, vma, "existing-region");
}

/** Asks the driver for the address; answers the capabilities that are left. */
function askForArea(
  machine: Machine,
  file: OpenFile,
  vma: Vma,
  length: Word,
  flags: number,
  capabilities: number,
): number | Outcome {
  const { journal, arch: { wordSize } } = machine;
  const { driver } = file.inode;
  const address = driver.getUnmappedArea(
    file.inode,
    length,
    vma.pgoff,
    flags,
    machine,
  );
  const error = address >= subtractWords(0, MAX_ERRNO, wordSize);
  const result = error ? signedWord(address, wordSize) : address;
  journal.call({
    operation: "get_unmapped_area",
    file: file.name,
    result,
    address: 0,
    length,
    pgoff: vma.pgoff,
    flags,
  });
  if (!error) {
    vma.start = vma.region.start = address;
    vma.end = vma.region.end = addWords(address, length, wordSize);
    return capabilities;
  }
  const errno = -Number(result);
  if (errno !== ERRNO.ENOSYS) {
    return journal.refused(errno, "get-unmapped-area-refuses");
  }
  if (!(capabilities & CAPABILITY.COPY)) {
    return journal.refused(ERRNO.ENODEV, "get-unmapped-area-enosys-shared");
  }
  journal.restrict("get-unmapped-area-enosys");
  return capabilities & ~CAPABILITY.DIRECT;
}

function newRegion(
  machine: Machine,
  file: OpenFile | null,
  pgoff: Word,
  flags: number,
): Region {
  return {
    id: machine.nextRegionId(),
    start: 0,
    end: 0,
    top: 0,
    pgoff,
    usage: 1,
    flags,
    file,
    icacheFlushed: false,
    indexedPages: 0,
    origin: null,
    contentVersion: file?.inode.version ?? 0,
  };
}

function newVma(machine: Machine, file: OpenFile | null, region: Region): Vma {
  return {
    id: machine.nextVmaId(),
    start: 0,
    end: 0,
    pgoff: region.pgoff,
    flags: region.flags,
    region,
    file,
    freed: false,
  };
}

function noteCapabilitiesCall(
  machine: Machine,
  file: OpenFile | null,
  verdict: Verdict,
): void {
  if (file === null || !(file.operations & OPERATION.MMAP_CAPABILITIES)) return;
  if (verdict < 0 && refusingRule(verdict) <= ASKS_CAPABILITIES) return;
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
  return machine.journal.refused(verdictErrno(verdict), ruleId(rule));
}

const UNINITIALIZED = 0x400_0000;

function keepsOldBytes(machine: Machine, flags: number): boolean {
  return machine.mmapAllowUninitialized && machine.edition.knowsUninitialized &&
    (flags & UNINITIALIZED) !== 0;
}
