/**
 * A scenario with its devices where they lie on the target, so that engine and
 * kernel speak of the same addresses.
 *
 * @module
 */

import type { Word } from "../../abi/word.ts";
import type {
  Address,
  FileSpec,
  InodeSpec,
  Operation,
  Scenario,
} from "../../scenario/types.ts";
import { isStock, moveStock } from "./stock.ts";
import { placeDevices, type Placement, toTarget } from "./placement.ts";

/** A scenario and where its devices went. */
export interface TargetScenario {
  /** The scenario as it is written. */
  readonly original: Scenario;
  /** The same with addresses of the target. */
  readonly scenario: Scenario;
  /** Where devices lie. */
  readonly placement: Placement;
  /** The inode of {@linkcode original} for each of {@linkcode scenario}. */
  readonly inodes: ReadonlyMap<InodeSpec, InodeSpec>;
}

/** Moves the devices of a scenario. */
export function targetScenario(original: Scenario): TargetScenario {
  const placement = placeDevices(original);
  const moved = new Map<InodeSpec, InodeSpec>();
  const inodes = new Map<InodeSpec, InodeSpec>();
  for (const { inode } of original.files) {
    if (moved.has(inode)) continue;
    const target = moveInode(inode, placement);
    moved.set(inode, target);
    inodes.set(target, inode);
  }
  const files = original.files.map((file): FileSpec => ({
    ...file,
    inode: moved.get(file.inode)!,
  }));
  const { wordSize } = original.machine;
  const address = (value: Address): Address =>
    typeof value === "object" ? value : toTarget(value, placement, wordSize);
  const move = <T extends Operation>(operation: T): T =>
    moveOperation(operation, address) as T;
  const scenario: Scenario = {
    ...original,
    files,
    steps: original.steps.map((step) => ({
      ...step,
      operation: move(step.operation),
    })),
    ...(original.table === undefined ? {} : {
      table: {
        ...original.table,
        cells: original.table.cells.map((cell) => ({
          ...cell,
          operation: move(cell.operation),
        })),
      },
    }),
  };
  return { original, scenario, placement, inodes };
}

function moveInode(inode: InodeSpec, placement: Placement): InodeSpec {
  const device = placement.devices.find((placed) => placed.inode === inode);
  if (isStock(inode)) {
    return device === undefined ? inode : moveStock(inode, device.to);
  }
  if (device === undefined || inode.driver !== "scripted") return inode;
  const linear = "base" in (inode.getUnmappedArea ?? {});
  return {
    ...inode,
    getUnmappedArea: linear ? { base: device.to } : { fixed: device.to },
  };
}

function moveOperation(
  operation: Operation,
  move: (address: Address) => Address,
): Operation {
  if (!("address" in operation) || operation.address === undefined) {
    return operation;
  }
  const address = move(operation.address);
  if (operation.kind === "mremap" && operation.newAddress !== undefined) {
    return { ...operation, address, newAddress: move(operation.newAddress) };
  }
  // The hint of mmap() is only passed on.
  return operation.kind === "mmap" ? operation : { ...operation, address };
}

/** The absolute form of an address, if it has one. */
export function absolute(address: Address | undefined): Word | undefined {
  return typeof address === "object" ? undefined : address;
}
