/**
 * Where devices of a scenario lie, and how much of them is used.
 *
 * @module
 */
import type { Word, WordSize } from "../../abi/word.ts";
import type { InodeSpec, Scenario } from "../../scenario/types.ts";
import type { Operation } from "../../scenario/types.ts";
import { MEMORY } from "../target/machine.ts";
import { imageOf, isStock, stockBase } from "./stock.ts";

const PAGE = 4096;

/** The operations of a scenario, steps or cells. */
export function operationsOf(scenario: Scenario): readonly Operation[] {
  return scenario.table === undefined
    ? scenario.steps.map(({ operation }) => operation)
    : scenario.table.cells.map(({ operation }) => operation);
}

/** Addresses that mappings of a device would have. */
export function mappedRanges(
  scenario: Scenario,
  inode: InodeSpec,
): (readonly [start: number, end: number])[] {
  const base = Number(baseOf(inode) ?? 0);
  return operationsOf(scenario).flatMap((operation) => {
    if (operation.kind !== "mmap" || operation.file === undefined) return [];
    if (scenario.files[operation.file]?.inode !== inode) return [];
    const start = base + (isLinear(inode) ? offsetOf(operation) : 0);
    return [[start, start + Number(operation.length)] as const];
  });
}

function isLinear(inode: InodeSpec): boolean {
  return inode.driver === "scripted" && inode.getUnmappedArea !== undefined &&
    "base" in inode.getUnmappedArea;
}

function offsetOf({ pgoff, offset }: Operation & { kind: "mmap" }): number {
  return pgoff === undefined ? Number(offset ?? 0) : Number(pgoff) * PAGE;
}

/** Address of its first byte; undefined: the kernel chooses it. */
export function baseOf(inode: InodeSpec): Word | undefined {
  if (isStock(inode)) return stockBase(inode);
  if (inode.driver !== "scripted") return undefined;
  const area = inode.getUnmappedArea;
  if (area === undefined || "errno" in area) return undefined;
  return "base" in area ? area.base : area.fixed;
}

/** Bytes from the base that mappings reach; undefined if too many. */
export function spanOf(
  scenario: Scenario,
  inode: InodeSpec,
): number | undefined {
  const image = imageOf(inode);
  if (image !== undefined) {
    // Behind it the last page of a file may show what flash holds.
    return Math.ceil(image.length / PAGE) * PAGE + 2 * PAGE;
  }
  if (inode.driver === "mtd") return mtdSpan(scenario, inode);
  let span = Number(inode.size);
  for (const operation of operationsOf(scenario)) {
    if (operation.kind !== "mmap" || operation.file === undefined) continue;
    if (scenario.files[operation.file]?.inode !== inode) continue;
    const offset = isLinear(inode) ? offsetOf(operation) : 0;
    const reach = offset + Number(operation.length) + PAGE;
    if (reach > MEMORY.lowWindow.size) return undefined;
    span = Math.max(span, reach);
  }
  return span <= MEMORY.lowWindow.size ? span : undefined;
}

/** Bytes from the start of a device that mappings inside of it reach. */
function mtdSpan(
  scenario: Scenario,
  inode: InodeSpec & { readonly driver: "mtd" },
): number {
  const { size } = inode.mtd;
  let span = Math.min(size, 16 * PAGE);
  for (const operation of operationsOf(scenario)) {
    if (operation.kind === "mmap" && operation.file !== undefined) {
      if (scenario.files[operation.file]?.inode !== inode) continue;
      const reach = offsetOf(operation) + Number(operation.length) + PAGE;
      if (reach <= size + PAGE) span = Math.max(span, reach);
    }
  }
  return span;
}

/** Addresses that mean something by themselves stay what they are. */
export function isMovable(
  inode: InodeSpec,
  from: Word,
  span: number,
  wordSize: WordSize,
): boolean {
  const area = inode.driver === "scripted" ? inode.getUnmappedArea : undefined;
  if (area !== undefined && !("errno" in area) && area.int) return false;
  return from >= 0x1_0000 && typeof from === "number" &&
    from + span < 2 ** wordSize - 0x1_0000;
}
