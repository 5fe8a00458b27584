/**
 * What of a scenario cannot be observed on the target.
 *
 * @module
 */

import { ERRNO } from "../../abi/errno.ts";
import { maxWord } from "../../abi/word.ts";
import type { Outcome } from "../../mm/outcome.ts";
import type { Address, Operation } from "../../scenario/types.ts";
import { MAX } from "../layout.ts";
import { stockObstacle } from "./stock.ts";
import type { TargetScenario } from "./target_scenario.ts";

/** Something that the kernel cannot be asked, and why. */
export interface Unobservable {
  /** Number of the step or cell; left out: all of the scenario. */
  readonly step?: number;
  /** Why not, as a clause. */
  readonly because: string;
}

const PAGE = 4096;

/** Rules that refuse for want of memory, where another machine has more. */
const NEEDS_MEMORY: ReadonlySet<string> = new Set([
  "no-contiguous-memory",
  "truncate-no-memory",
  "write-fails",
]);

/** Everything that cannot be observed. */
export function unobservable(
  target: TargetScenario,
  outcomes: readonly (Outcome | null)[],
  unmapped: ReadonlySet<number>,
): Unobservable[] {
  const whole = wholeScenario(target);
  if (whole !== undefined) return [{ because: whole }];
  const found: Unobservable[] = [];
  const { scenario } = target;
  const operations = scenario.table === undefined
    ? scenario.steps.map(({ operation }) => operation)
    : scenario.table.cells.map(({ operation }) => operation);
  let parted: string | undefined;
  operations.forEach((operation, step) => {
    const outcome = outcomes[step] ?? null;
    if (scenario.table === undefined) parted ??= partsFrom(operation, outcome);
    const because = parted ??
      (unmapped.has(step)
        ? unmappedMemory(target, operation)
        : ofOperation(target, operation, outcome));
    if (because !== undefined) found.push({ step, because });
  });
  return found;
}

/** Why the target has another state than the scenario from a step on. */
function partsFrom(
  operation: Operation,
  outcome: Outcome | null,
): string | undefined {
  if (operation.kind === "mmap" && operation.failingRecord !== undefined) {
    return "the target cannot be made to run out of memory for its records";
  }
  return outcome?.errno === ERRNO.ENOMEM && NEEDS_MEMORY.has(outcome.reason)
    ? "it depends on how much memory is left, the target has more"
    : undefined;
}

function wholeScenario(
  { scenario, original }: TargetScenario,
): string | undefined {
  const { machine, files, processes, steps } = scenario;
  if (scenario.cramfsMmu !== undefined) return "the target has no MMU";
  if (machine.pageSize !== PAGE) return "the target's pages have 4 KiB";
  if (machine.taskSize !== maxWord(machine.wordSize)) {
    return "TASK_SIZE of the target is the largest word";
  }
  if (machine.maxPageOrder !== 10) {
    return "the largest order of the target is 10";
  }
  if (machine.mmapAllowUninitialized) {
    return "the target is built without CONFIG_MMAP_ALLOW_UNINITIALIZED";
  }
  if (files.length > MAX.FILES) return `more than ${MAX.FILES} files`;
  if (processes.length > MAX.PROCESSES) {
    return `more than ${MAX.PROCESSES} processes`;
  }
  // Every step may be followed by looks at memory.
  if (steps.length > MAX.STEPS / 4) return `more than ${MAX.STEPS / 4} steps`;
  const obstacle = stockObstacle(original);
  if (obstacle !== undefined) return obstacle;
  const folder = files.find(({ inode, mode }) =>
    inode.type === "dir" && mode !== "r" && mode !== "path"
  );
  if (folder !== undefined) {
    return `nobody can open the directory '${folder.name}' for writing`;
  }
  return undefined;
}

function ofOperation(
  target: TargetScenario,
  operation: Operation,
  outcome: Outcome | null,
): string | undefined {
  const { scenario } = target;
  switch (operation.kind) {
    case "mmap":
      if (operation.leftoverCapabilities !== undefined) {
        return "nobody can say what lies on the stack of the kernel";
      }
      if (operation.securityErrno !== undefined) {
        return "the target is built without security modules";
      }
      if (
        scenario.machine.wordSize === 32 && operation.pgoff === undefined &&
        BigInt(operation.offset ?? 0) % BigInt(PAGE) !== 0n
      ) return "mmap2() of a 32-bit machine takes pages";
      return undefined;
    case "write": {
      const inode = scenario.files[operation.file]?.inode;
      if (inode?.appendOnly && outcome?.errno === 0) {
        return "pwrite() to a file opened O_APPEND goes to its end";
      }
      return undefined;
    }
    case "store":
    case "load":
      return memoryAt(target, operation.address);
    default:
      return undefined;
  }
}

/** Where nothing is mapped, only a device has memory that stays what it is. */
function unmappedMemory(
  { placement }: TargetScenario,
  operation: Operation,
): string | undefined {
  const address = "address" in operation ? operation.address : undefined;
  const device = address !== undefined && typeof address !== "object" &&
    placement.devices.some(({ to, span }) =>
      address >= to && address < to + span
    );
  return device ? undefined : "nothing is mapped there";
}

/** Loads and stores need memory at the address. */
function memoryAt(
  { placement, scenario, inodes }: TargetScenario,
  address: Address,
): string | undefined {
  const nothing = "there is no memory at that address of the target";
  if (typeof address !== "object") {
    const inside = placement.devices.some(({ to, span }) =>
      address >= to && address < to + span
    );
    return inside ? undefined : nothing;
  }
  const origin = scenario.steps[address.step]?.operation;
  if (origin?.kind !== "mmap" || origin.file === undefined) return undefined;
  const inode = scenario.files[origin.file]?.inode;
  return inode !== undefined &&
      placement.bare.includes(inodes.get(inode) ?? inode)
    ? nothing
    : undefined;
}
