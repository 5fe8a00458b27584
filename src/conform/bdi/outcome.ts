/**
 * The outcome of a call as the recordings write it.
 *
 * @module
 */
import { VM } from "../../abi/vm.ts";
import type { CrashId } from "../../mm/list/journal.ts";
import type { ListMachine } from "../../mm/list/machine.ts";
import type { ListVma } from "../../mm/list/vma.ts";
import type { Json } from "../types.ts";
import { callsOf, word } from "./calls.ts";
import type { BdiConstants } from "./constants.ts";
import type { LabKmalloc } from "./lab.ts";

const WHY: Readonly<Record<CrashId, string>> = {
  "driver-accepts-unshareable": "mmap-op-succeeded-without-MAYSHARE",
  "vma-start-taken": "same-start-as-non-SHARED-vma",
  "prio-tree-inconsistent": "prio-tree-inconsistent",
  "null-file-released": "release-of-null-file",
  "null-mapping-used": "null-f_mapping",
  "null-mmap-operation": "null-mmap-op",
  "null-read-operation": "null-read-op",
  "null-operations-table": "null-f_op",
  "null-file-compared": "null-vm_file",
  "null-page-released": "null-page",
  "semaphore-left-held": "",
  "capabilities-unknown": "capabilities-uninitialised",
};

/** Counters before a call, to tell what it changed. */
export interface Before {
  readonly realalloc: number;
  readonly askedalloc: number;
  readonly totalVm: number;
  readonly references: number;
}

/** Changes that are written when they are not zero. */
export interface Changes {
  readonly real: number;
  readonly asked: number;
  readonly total_vm: number;
  readonly file_refs: number;
}

/** The outcome of the last call of the machine. */
export function outcomeFields(
  machine: ListMachine,
  kmalloc: LabKmalloc,
  constants: BdiConstants,
  changes: Changes,
): Record<string, unknown> {
  const { result, journal } = machine;
  const name = (address: number): string =>
    kmalloc.name(address) ?? word(address);
  const fields: Record<string, unknown> = { outcome: result.fate };
  if (result.fate === "err") {
    fields["errno"] = errnoField(result.errno, constants);
  } else if (result.fate !== "ok") {
    const why = WHY[result.crash!];
    if (why !== "") fields["why"] = why;
    if (result.lockHeld) fields["lock_held"] = 1;
  } else {
    if (result.vma !== null) {
      Object.assign(fields, vmaFields(machine, result.vma, constants, name));
      const { reused } = result;
      if (reused) fields["reuse"] = 1;
      if (journal.filled !== 0) fields["filebytes"] = journal.filled;
      if (journal.zeroed !== 0) fields["zeroed"] = journal.zeroed;
    }
    for (const [field, change] of Object.entries(changes)) {
      if (change !== 0) fields[field] = change;
    }
  }
  const calls = callsOf(journal.trace, name);
  if (calls.length > 0 && result.fate !== "UNINIT") fields["calls"] = calls;
  return fields;
}

function vmaFields(
  machine: ListMachine,
  vma: ListVma,
  constants: BdiConstants,
  name: (address: number) => string,
): Json {
  const flags = vma.flags >>> 0;
  return {
    kind: kindOf(vma),
    addr: name(vma.start),
    end: name(vma.end),
    vm_flags: word(flags),
    vm_flag_names: constants.vmFlags.filter(([, bit]) => flags & bit)
      .map(([flag]) => flag).join("|"),
    ...(-vma.start >>> 0 < machine.edition.errorAddresses && vma.start !== 0
      ? { errlike: errnoField(-vma.start >>> 0, constants) }
      : {}),
    ...(vma.flags & VM.MAPPED_COPY
      ? {
        buffer: [
          (vma.end - vma.start) >>> 0,
          machine.kmalloc.sizeOf(vma.start),
        ],
      }
      : {}),
  };
}

/** What kind of mapping a VMA is. */
function kindOf(vma: ListVma): string {
  if (vma.file === null) return "anon_copy";
  if (vma.copied) return "private_copy";
  return vma.flags & VM.SHARED ? "shared_file" : "private_direct";
}

/** The name of an error number, or the negative number. */
function errnoField(
  errno: number,
  constants: BdiConstants,
): string | number {
  return constants.errnoNames.get(errno) ?? -errno;
}
