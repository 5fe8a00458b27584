/**
 * What else could be different: how the file is opened, the mount, the caller,
 * the machine and what happened before.
 *
 * @module
 */
import { pagesIn } from "../../abi/word.ts";
import {
  fileOf,
  mmapOf,
  processOf,
  withFile,
  withInode,
  withMachine,
  withProcess,
  withStep,
} from "../../question/edit.ts";
import { makeStep } from "../../question/make.ts";
import type { Question } from "../../question/question.ts";
import { callText } from "../../scenario/run/describe.ts";
import type { Operation, Scenario, Step } from "../../scenario/types.ts";
import { sizeText } from "../../writing/numbers.ts";
import type { Change } from "./change.ts";

/** Changes outside of the call and the driver. */
export function circumstanceChanges(question: Question): Change[] {
  return [
    ...openingChanges(question),
    ...inodeChanges(question),
    ...callerChanges(question),
    ...machineChanges(question),
    ...historyChanges(question),
  ];
}

function openingChanges(question: Question): Change[] {
  const file = fileOf(question);
  if (file === undefined) return [];
  const changes: Change[] = [];
  for (const [mode, text] of [["r", "O_RDONLY"], ["rw", "O_RDWR"]] as const) {
    if (file.mode === mode) continue;
    changes.push({
      side: "program",
      subject: "mode",
      text: `the file opened ${text}`,
      apply: (asked) => withFile(asked, { mode }),
    });
  }
  if (file.noexec) {
    changes.push({
      side: "system",
      subject: "mount",
      text: "a mount without noexec",
      apply: (asked) => withFile(asked, { noexec: false }),
    });
  }
  return changes;
}

function inodeChanges(question: Question): Change[] {
  const inode = fileOf(question)?.inode;
  if (inode === undefined) return [];
  const changes: Change[] = [];
  if (inode.appendOnly) {
    changes.push({
      side: "system",
      subject: "append",
      text: "the inode not append-only (chattr -a)",
      apply: (asked) =>
        withInode(asked, { ...fileOf(asked)!.inode, appendOnly: false }),
    });
  }
  if (inode.mandatoryLock) {
    changes.push({
      side: "system",
      subject: "lock",
      text: "no mandatory lock on the file",
      apply: (asked) =>
        withInode(asked, { ...fileOf(asked)!.inode, mandatoryLock: false }),
    });
  }
  const end = endOfRequest(question);
  if (inode.driver === "ramfs" && end !== undefined && end > inode.size) {
    changes.push({
      side: "program",
      subject: "size",
      text: `the file grown from empty to ${
        sizeText(end)
      } by one ftruncate, before anything is written`,
      apply: (asked) => withInode(asked, { ...inode, size: end }),
    });
  }
  return changes;
}

function endOfRequest(question: Question): number | undefined {
  const mmap = mmapOf(question);
  if (mmap === undefined) return undefined;
  const { pageSize } = question.scenario.machine;
  const start = mmap.pgoff === undefined
    ? Number(mmap.offset ?? 0)
    : Number(mmap.pgoff) * pageSize;
  const end = start + Number(mmap.length);
  return end < 2 ** 31 ? end : undefined;
}

function callerChanges(question: Question): Change[] {
  const changes: Change[] = [];
  const { ptraced, readImpliesExec } = processOf(question);
  if (ptraced) {
    changes.push({
      side: "system",
      subject: "ptraced",
      text: "no debugger attached",
      apply: (asked) => withProcess(asked, { ptraced: false }),
    });
  }
  if (readImpliesExec) {
    changes.push({
      side: "system",
      subject: "personality",
      text: "a personality without READ_IMPLIES_EXEC",
      apply: (asked) => withProcess(asked, { readImpliesExec: false }),
    });
  }
  return changes;
}

/** Largest order that is tried: kernels can be built with it. */
const LARGEST_ORDER = 16;

function machineChanges(question: Question): Change[] {
  const mmap = mmapOf(question);
  if (mmap === undefined) return [];
  const { machine } = question.scenario;
  const { ram, pageSize, maxPageOrder } = machine;
  const pages = pagesIn(mmap.length, pageSize) + 1;
  const changes: Change[] = [];
  const add = (text: string, parts: Partial<typeof machine>): void => {
    changes.push({
      side: "system",
      subject: "machine",
      text,
      alone: true,
      apply: (asked) => withMachine(asked, parts),
    });
  };
  if (pages > 2 ** LARGEST_ORDER) return [];
  if (ram.reserved.length > 0) {
    add("RAM that nobody else has taken pieces of", {
      ram: { ...ram, reserved: [] },
    });
  }
  const order = Math.ceil(Math.log2(pages));
  if (order > maxPageOrder) {
    add(`a kernel with MAX_PAGE_ORDER ${order} or more`, {
      maxPageOrder: order,
      ram: { ...ram, size: Math.max(ram.size, 2 ** (order + 1) * pageSize) },
    });
  }
  const size = Math.max(ram.size, 2 ** (order + 1) * pageSize);
  if (size > ram.size) {
    add(`${sizeText(size)} of RAM`, { ram: { ...ram, size } });
  }
  return changes;
}

/** A call that changes nothing stands in for a step that is left out. */
const NOTHING: Operation = { kind: "mincore", address: 0, length: 0 };

/** Earlier steps that are left out, the last of them, and those together. */
const MOST_LEFT_OUT = 50;
const MOST_TOGETHER = 12;

function historyChanges({ scenario, step }: Question): Change[] {
  const changes: Change[] = [];
  const first = Math.max(0, step - MOST_LEFT_OUT);
  const alone = step > MOST_TOGETHER;
  for (let number = first; number < step; number++) {
    if (isNeeded(scenario, number, step)) continue;
    const left = scenario.steps[number]!;
    changes.push({
      side: "history",
      subject: `step ${number}`,
      text: `without the earlier ${stepName(scenario, left, number)}`,
      ...(alone ? { alone } : {}),
      apply: (asked) =>
        withStep(asked, number, makeStep(NOTHING, { by: left.by })),
    });
  }
  return changes;
}

/** Whether a later step uses the address that a step answers. */
function isNeeded(scenario: Scenario, number: number, last: number): boolean {
  return scenario.steps.slice(number + 1, last + 1).some(({ operation }) =>
    Object.values(operation).some((value) =>
      typeof value === "object" && value !== null && "step" in value &&
      value.step === number
    )
  );
}

function stepName(scenario: Scenario, step: Step, number: number): string {
  const { as, by, operation } = step;
  const process = scenario.processes.length > 1
    ? ` by ${scenario.processes[by]!.name}`
    : "";
  return `${
    as === undefined ? `step ${number + 1}` : `step '${as}'`
  }${process}` +
    ` (${callText(scenario, operation)})`;
}
