/**
 * The result of a call before regions in the form that all worlds have.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import type { OpenFile } from "../../files/inode.ts";
import { ruleId } from "../../policy/rules.ts";
import { restrictionsOf } from "../../policy/verdict.ts";
import type { Backing, DriverCall, Journal, Outcome } from "../outcome.ts";
import {
  type CrashId,
  LATE_RULE,
  LIST_HAZARD,
  type ListJournal,
} from "./journal.ts";
import type { ListMachine } from "./machine.ts";
import { type CallSubject, messageOf, stopMessage } from "./messages.ts";
import { EVENT, type Trace } from "./trace.ts";
import type { ListVma } from "./vma.ts";
import type { VmaView } from "./vma_view.ts";

/** Takes the notes of the last call down and makes its outcome. */
export function outcomeOf(
  machine: ListMachine,
  journal: Journal,
  subject: CallSubject,
  file: OpenFile | null,
  view: (vma: ListVma) => VmaView,
): Outcome {
  const { result } = machine;
  noteHazards(machine.journal, journal);
  noteMessages(machine.journal.trace, journal, subject);
  noteCalls(machine.journal.trace, journal, file);
  noteRestrictions(machine, journal);
  if (result.crash !== null) noteCrash(result.crash, result.fate, journal);
  const reason = ruleId(result.reason);
  if (result.fate === "err") {
    return journal.refused(result.errno, reason || errnoName(result.errno));
  }
  if (result.fate !== "ok") return journal.refused(0, reason);
  const { vma } = result;
  if (vma === null) return journal.done(reason, result.value);
  const backing: Backing = vma.file === null
    ? "anonymous"
    : vma.copied
    ? "copy"
    : "direct";
  return journal.mapped(reason, view(vma), backing);
}

const HAZARD_BITS = Object.entries(LIST_HAZARD);
const LATE_BITS = Object.entries(LATE_RULE);

function noteHazards(notes: ListJournal, journal: Journal): void {
  for (const [id, bit] of HAZARD_BITS) {
    if (notes.hazards & bit) journal.hazard(id);
  }
}

function noteCrash(crash: CrashId, fate: string, journal: Journal): void {
  journal.hazard(crash);
  const text = stopMessage(crash);
  if (fate === "BUG") journal.message("bug", text);
  else if (fate === "OOPS") journal.message("oops", text);
}

function noteRestrictions(machine: ListMachine, journal: Journal): void {
  for (const rule of restrictionsOf(machine.result.verdict)) {
    journal.restrict(rule);
  }
  for (const [rule, bit] of LATE_BITS) {
    if (machine.journal.late & bit) journal.restrict(rule);
  }
}

function noteMessages(
  trace: Trace,
  journal: Journal,
  subject: CallSubject,
): void {
  trace.forEach((kind, at) => {
    if (kind !== EVENT.PRINTK) return;
    const message = messageOf(trace.words[at]!, subject);
    journal.message(message.kind, message.text);
  });
}

/** Only calls of the driver's operations; the kernel's own are in the trace. */
function noteCalls(
  trace: Trace,
  journal: Journal,
  open: OpenFile | null,
): void {
  const file = open?.name ?? "";
  const { words } = trace;
  trace.forEach((kind, at) => {
    const call = driverCall(kind, words.subarray(at), file);
    if (call !== undefined) journal.call(call);
  });
}

function driverCall(
  kind: number,
  words: Float64Array,
  file: string,
): DriverCall | undefined {
  const [_file, b, c, d, e, f] = words as unknown as readonly number[];
  switch (kind) {
    case EVENT.GET_UNMAPPED_AREA:
      return {
        operation: "get_unmapped_area",
        file,
        result: f! > 0xffff_f000 ? f! - 2 ** 32 : f!,
        address: b!,
        length: c!,
        pgoff: d!,
        flags: e!,
      };
    case EVENT.MMAP:
      return {
        operation: "mmap",
        file,
        result: f!,
        start: b!,
        end: c!,
        flags: d!,
        pgoff: e!,
      };
    case EVENT.READ:
      return { operation: "read", file, result: d!, position: c!, count: b! };
    default:
      return undefined;
  }
}
