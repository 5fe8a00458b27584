/**
 * Holding what the kernel did in one step against what the engine did.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import { formatFlags } from "../../abi/flags.ts";
import { VM } from "../../abi/vm.ts";
import { hex, subtractWords, type Word } from "../../abi/word.ts";
import type { DriverCall as EngineCall } from "../../mm/outcome.ts";
import type { DriverCall } from "../answer/result_state.ts";
import type { StepResult } from "../answer/result.ts";
import { messageKinds } from "./messages.ts";
import type { EngineStep } from "./engine_step.ts";
import { compareRegions, compareVmas } from "./compare_state.ts";
import type { Check, Difference } from "./difference.ts";

/** Every property in which the kernel's answer differs from the engine's. */
export function compareStep(
  engine: EngineStep,
  kernel: StepResult,
): Difference[] {
  const found: Difference[] = [];
  const check = (field: string, ours: string, theirs: string) => {
    if (ours !== theirs) found.push({ field, engine: ours, kernel: theirs });
  };
  check("errno", engineResult(engine), kernelResult(engine, kernel));
  if (engine.fatal !== undefined || kernel.gap === "unanswered") return found;
  check(
    "calls",
    engine.calls.map((call) => engineCall(engine, call)).join("; ") || "none",
    kernel.calls.map((call) => kernelCall(call)).join("; ") || "none",
  );
  check(
    "messages",
    engine.outcome.messages.map(({ kind }) => kind).join(", ") || "none",
    messageKinds(kernel.messages).join(", ") || "none",
  );
  check(
    "accounting.pages",
    String(engine.pages),
    String(kernel.pages - engine.pagesBefore),
  );
  if (kernel.totalVm !== undefined && !engine.process.exited) {
    check(
      "accounting.total_vm",
      String(engine.process.totalVm),
      String(kernel.totalVm - engine.totalVmBefore),
    );
    check(
      "accounting.map_count",
      String(engine.process.mapCount),
      String(kernel.mapCount),
    );
  }
  compareOwn(engine, kernel, check);
  compareRegions(engine, kernel.regions ?? [], check);
  compareVmas(engine, kernel.processes ?? [], check);
  return found;
}

function engineResult({ outcome, fatal, returnsAddress }: EngineStep): string {
  if (fatal !== undefined) return "the kernel stops";
  if (outcome.errno !== 0) return errnoName(outcome.errno);
  return returnsAddress ? hex(outcome.value) : `ok, ${outcome.value}`;
}

function kernelResult(
  { returnsAddress }: EngineStep,
  step: StepResult,
): string {
  switch (step.gap) {
    case "unanswered":
      return "the kernel stops";
    case "killed":
      return `the process is killed by signal ${step.signal}`;
    case "no-file":
      return `the file cannot be opened: ${errnoName(step.errno ?? 0)}`;
    case "no-process":
      return "the process is gone";
    case "no-address":
      return "the mapping is missing";
  }
  if (step.errno !== undefined) return errnoName(step.errno);
  const value = step.value ?? 0;
  return returnsAddress ? hex(value) : `ok, ${value}`;
}

function engineCall({ fileOf }: EngineStep, call: EngineCall): string {
  const result = call.result < 0
    ? errnoName(-Number(call.result))
    : hex(call.result);
  const file = fileOf(call.file);
  switch (call.operation) {
    case "mmap_capabilities":
      return `mmap_capabilities(${file})`;
    case "get_unmapped_area":
      return `get_unmapped_area(${file}, ${call.length}, ${call.pgoff}, ${
        hex(call.flags ?? 0)
      }) = ${result}`;
    case "mmap":
    case "mmap_prepare":
      return `mmap(${file}, ${hex(call.start ?? 0)}-${hex(call.end ?? 0)}, ${
        hex(call.pgoff ?? 0)
      }, ${formatFlags(call.flags ?? 0, VM)}) = ${result}`;
    case "read":
      return `read(${file}, ${call.position}, ${call.count}) = ${result}`;
  }
}

function kernelCall(call: DriverCall): string {
  switch (call.operation) {
    case "mmap_capabilities":
      return `mmap_capabilities(${call.file})`;
    case "get_unmapped_area": {
      const result = call.errno === undefined
        ? hex(call.result ?? 0)
        : errnoName(call.errno);
      return `get_unmapped_area(${call.file}, ${call.length}, ${call.pgoff}, ${
        hex(call.flags)
      }) = ${result}`;
    }
    case "mmap":
      return `mmap(${call.file}, ${hex(call.start)}-${hex(call.end)}, ${
        hex(call.pgoff)
      }, ${formatFlags(call.flags, VM)}) = ${numberResult(call.result)}`;
    case "read":
      return `read(${call.file}, ${call.position}, ${call.count}) = ${
        numberResult(call.result)
      }`;
  }
}

function numberResult(result: number): string {
  return result < 0 ? errnoName(-result) : hex(result);
}

/** The mapping that the step made or is about. */
function compareOwn(engine: EngineStep, kernel: StepResult, check: Check) {
  const { vma, wordSize } = engine;
  if (vma === null || kernel.vma == null || kernel.vma.freed) return;
  const length = (start: Word, end: Word) =>
    String(subtractWords(end, start, wordSize));
  check(
    "length",
    length(vma.start, vma.end),
    length(kernel.vma.start, kernel.vma.end),
  );
  check(
    "vm_flags",
    formatFlags(vma.flags, VM),
    formatFlags(kernel.vma.flags, VM),
  );
}
