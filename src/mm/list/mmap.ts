/**
 * The making of a mapping. Mirrors mm/nommu.c, `do_mmap_pgoff()`.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO } from "../../abi/errno.ts";
import { PROT } from "../../abi/prot.ts";
import { VM } from "../../abi/vm.ts";
import {
  CAPABILITIES_NEVER_SET,
  NOTHING_TO_MAP,
} from "../../policy/list_length.ts";
import type { ListRequest } from "../../policy/list_request.ts";
import { OPERATION } from "../../policy/request.ts";
import { ruleNumber } from "../../policy/rules.ts";
import {
  grantedCapabilities,
  refusingRule,
  TRAIL,
  verdictErrno,
} from "../../policy/verdict.ts";
import { LATE_RULE, LIST_HAZARD } from "./journal.ts";
import { ALLOCATION } from "./kmalloc.ts";
import {
  ELEMENT_SIZE,
  type ListMachine,
  type ListProcess,
  VMA_SIZE,
} from "./machine.ts";
import { FATAL, mapMemory } from "./map_memory.ts";
import { enterVma, joinVma } from "./register.ts";
import type { ListResult } from "./result.ts";
import { findSharableVma } from "./share.ts";
import { EVENT, PRINTK } from "./trace.ts";
import { type ListFile, ListVma } from "./vma.ts";

const MAP_FIXED = ruleNumber("map-fixed");
const ADDRESS_HINT = ruleNumber("address-hint");
const NOT_SUPPORTED: ReadonlySet<number> = new Set([
  ruleNumber("shared-needs-memory-backed"),
  ruleNumber("shared-needs-read-capability"),
  ruleNumber("shared-needs-write-capability"),
  ruleNumber("shared-needs-exec-capability"),
]);
const NOTHING = ruleNumber("nothing-to-map");
const NEVER_SET = ruleNumber("capabilities-never-set");
const SECURITY = ruleNumber("security-module-refuses");
const NO_RECORDS = ruleNumber("no-memory-for-records");
const VIOLATION = ruleNumber("sharing-violation");
const EXISTING = ruleNumber("existing-vma");
const AREA_REFUSES = ruleNumber("get-unmapped-area-refuses");
const AREA_ENOSYS = ruleNumber("get-unmapped-area-enosys-shared");
const AREA_ENOSYS_ANY = ruleNumber("get-unmapped-area-enosys-any");

const TWO_32 = 0x1_0000_0000;

/** Maps memory for a process. `file` is `null` for anonymous memory. */
export function doMmap(
  machine: ListMachine,
  process: ListProcess,
  file: ListFile | null,
  request: ListRequest,
): ListResult {
  const { edition, journal } = machine;
  const { trace } = journal;
  const result = machine.begin();
  const verdict = edition.validate(
    request,
    file,
    process.readImpliesExec,
    machine.arch,
    edition.checkLength,
  );
  result.verdict = verdict;
  if (verdict < 0) return refuse(machine, verdict);
  if (verdict === NOTHING_TO_MAP) return machine.succeed(0, NOTHING);

  const { flags, length, pgoff } = request;
  let { prot } = request;
  let capabilities = grantedCapabilities(verdict);
  if (verdict === CAPABILITIES_NEVER_SET) {
    if (machine.leftover === null) {
      return machine.crash("UNINIT", "capabilities-unknown", false, NEVER_SET);
    }
    journal.hazards |= LIST_HAZARD["uninitialised-capabilities"];
    capabilities = machine.leftover;
  } else {
    const implied = verdict & TRAIL["read-implies-exec"]
      ? (prot | PROT.EXEC) >>> 0
      : prot;
    const answer = machine.securityAnswer;
    trace.note(EVENT.SECURITY, implied, flags, answer);
    if (answer < 0) return machine.refuse(-answer, SECURITY);
    if (answer > 0 && edition.positiveAnswersEnd) {
      journal.hazards |= LIST_HAZARD["positive-answer-returned"];
      return machine.succeed(answer, SECURITY);
    }
    if (edition.impliedExecCounts) prot = implied;
  }
  const vmFlags = edition.vmFlags(
    file !== null,
    prot,
    flags,
    capabilities,
    process.ptraced,
  );

  const element = machine.allocate(ELEMENT_SIZE, ALLOCATION.ELEMENT);
  if (element === 0) return noRecords(machine, PRINTK.ELEMENT_FAILED);
  if (machine.lockHeld) {
    return machine.crash("DEADLOCK", "semaphore-left-held", true, EXISTING);
  }

  const shareable = (vmFlags & VM.MAYSHARE) !== 0;
  const direct = (capabilities & CAPABILITY.DIRECT) !== 0;
  if (
    shareable && (edition.sharesDirect || !(direct && vmFlags & VM.SHARED))
  ) {
    const found = findSharableVma(machine, file, pgoff, length, direct);
    if (found === "null-file") {
      return machine.crash("OOPS", "null-file-compared", true, EXISTING);
    }
    if (found === "violation") {
      trace.note(EVENT.PRINTK, PRINTK.MISMATCHED);
      machine.kmalloc.free(element);
      return machine.refuse(ERRNO.EINVAL, VIOLATION);
    }
    if (found !== null) {
      return joinVma(machine, process, file!, found, element, request, prot);
    }
  }

  let address = 0;
  if (file !== null && (shareable || edition.asksForArea === "always")) {
    if (file.noOperations) {
      return machine.crash("OOPS", "null-operations-table", true, AREA_REFUSES);
    }
    if (file.operations & OPERATION.GET_UNMAPPED_AREA) {
      address = askForArea(machine, file, request, capabilities);
      if (machine.driverCrash !== null) return machine.stopInDriver();
      if (result.fate === "err") {
        machine.kmalloc.free(element);
        return result;
      }
      if (journal.late & LATE_RULE["get-unmapped-area-enosys"]) {
        capabilities &= ~CAPABILITY.DIRECT;
      }
    }
  }

  const record = machine.allocate(VMA_SIZE, ALLOCATION.VMA);
  if (record === 0) {
    machine.kmalloc.free(element);
    return noRecords(machine, PRINTK.VMA_FAILED);
  }
  const vma = new ListVma(
    ++machine.vmaCount,
    record,
    file,
    pgoff,
    address,
    (address + length) >>> 0,
    vmFlags,
  );
  if (file !== null) file.references++;

  const answer = mapMemory(machine, file, vma, length, capabilities);
  if (answer === FATAL) return result;
  if (answer < 0 || (answer > 0 && edition.positiveAnswersEnd)) {
    machine.kmalloc.free(element);
    const { reason } = result;
    if (!machine.putFile(file) && edition.releasesNullFile) {
      return machine.crash("OOPS", "null-file-released", false, reason);
    }
    machine.kmalloc.free(record);
    if (answer < 0) return machine.refuse(-answer, reason);
    journal.hazards |= LIST_HAZARD["positive-answer-returned"];
    return machine.succeed(answer, reason);
  }
  return enterVma(machine, process, vma, element, length, prot);
}

/** Asks the driver for the address. An error that is let pass is an address. */
function askForArea(
  machine: ListMachine,
  file: ListFile,
  request: ListRequest,
  capabilities: number,
): number {
  const { journal, edition } = machine;
  const { length, pgoff, flags } = request;
  const address = file.driver.getUnmappedArea(file, length, pgoff, flags);
  journal.trace.note(
    EVENT.GET_UNMAPPED_AREA,
    file.number,
    0,
    length,
    pgoff,
    flags,
    address,
  );
  if (address <= TWO_32 - edition.errorAddresses) return address;
  const errno = TWO_32 - address;
  if (errno !== ERRNO.ENOSYS) machine.refuse(errno, AREA_REFUSES);
  else if (!edition.separatesShared) {
    machine.refuse(ERRNO.ENODEV, AREA_ENOSYS_ANY);
  } else if (!(capabilities & CAPABILITY.COPY)) {
    machine.refuse(ERRNO.ENODEV, AREA_ENOSYS);
  } else journal.late |= LATE_RULE["get-unmapped-area-enosys"];
  return address;
}

function refuse(machine: ListMachine, verdict: number): ListResult {
  const { trace } = machine.journal;
  const rule = refusingRule(verdict);
  if (rule === MAP_FIXED || rule === ADDRESS_HINT) {
    trace.note(EVENT.PRINTK, PRINTK.FIXED);
  } else if (NOT_SUPPORTED.has(rule)) {
    trace.note(EVENT.PRINTK, PRINTK.NOT_COMPLETELY);
  }
  return machine.refuse(verdictErrno(verdict), rule);
}

function noRecords(machine: ListMachine, message: number): ListResult {
  machine.journal.trace.note(EVENT.PRINTK, message);
  return machine.refuse(ERRNO.ENOMEM, NO_RECORDS);
}
