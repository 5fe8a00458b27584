/**
 * Where the devices of a scenario lie on the target. Their addresses are
 * nothing but unused bus addresses there, so devices move into memory that the
 * kernel does not know of: below its own memory if they lie below the
 * scenario's, above it if they lie above. Those of the kernel's own drivers
 * move to the bus if their address fits an `int`, and chips of NOR flash to
 * where the target has such. Devices that overlap move together.
 *
 * @module
 */

import { toWord, type Word, type WordSize } from "../../abi/word.ts";
import type { InodeSpec, Scenario } from "../../scenario/types.ts";
import type { Operation } from "../../scenario/types.ts";
import type { MemoryRange } from "../device_tree.ts";
import { MEMORY } from "../machine.ts";
import { FLASH_CHIPS, imageOf, isFlash, isStock, stockBase } from "./stock.ts";

const PAGE = 4096;
/** Between two groups of devices, so that an end is no other one's start. */
const GAP = 16 * PAGE;

/** A device that was moved. */
export interface PlacedDevice {
  /** Its inode, as the scenario has it. */
  readonly inode: InodeSpec;
  /** Address of its first byte in the scenario. */
  readonly from: number;
  /** Address of its first byte on the target. */
  readonly to: number;
  /** Bytes of memory that it has there. */
  readonly span: number;
}

/** Where devices lie. */
export interface Placement {
  /** Those that have memory on the target. */
  readonly devices: readonly PlacedDevice[];
  /** Inodes whose addresses stay what they are, without memory behind. */
  readonly bare: readonly InodeSpec[];
  /** First address behind the memory that is used above the kernel's. */
  readonly end: number;
}

/** The operations of a scenario, steps or cells. */
export function operationsOf(scenario: Scenario): readonly Operation[] {
  return scenario.table === undefined
    ? scenario.steps.map(({ operation }) => operation)
    : scenario.table.cells.map(({ operation }) => operation);
}

/** Finds places for the devices of a scenario. */
export function placeDevices(scenario: Scenario): Placement {
  const { wordSize } = scenario.machine;
  const bare: InodeSpec[] = [];
  const wanted: Omit<PlacedDevice, "to">[] = [];
  for (const inode of new Set(scenario.files.map((file) => file.inode))) {
    const from = baseOf(inode);
    if (from === undefined || isFlash(inode)) continue;
    const span = spanOf(scenario, inode);
    if (span === undefined || !isMovable(inode, from, span, wordSize)) {
      bare.push(inode);
    } else wanted.push({ inode, from: Number(from), span });
  }
  keepBesides(scenario, bare, wanted);
  wanted.sort((a, b) => a.from - b.from);

  const bus = { at: MEMORY.bus.base, range: MEMORY.bus };
  const low = { at: MEMORY.lowWindow.base, range: MEMORY.lowWindow };
  const high = { at: MEMORY.window.base, range: MEMORY.window };
  const devices: PlacedDevice[] = [];
  for (const group of groupsOf(wanted)) {
    const start = pageFloor(group[0]!.from);
    const size = Math.max(...group.map(({ from, span }) => from + span)) -
      start;
    const onBus = start < TWO_31 && group.some(({ inode }) => isStock(inode));
    const below = start < Number(scenario.machine.ram.base);
    const side: Side = onBus ? bus : below ? low : high;
    if (side.at + size > side.range.base + side.range.size) {
      bare.push(...group.map(({ inode }) => inode));
      continue;
    }
    for (const device of group) {
      devices.push({ ...device, to: side.at + device.from - start });
    }
    side.at += Math.ceil((size + GAP) / PAGE) * PAGE;
  }
  return { devices: [...devices, ...placeFlash(scenario)], bare, end: high.at };
}

/** Memory that is given out from its start on. */
interface Side {
  at: number;
  readonly range: MemoryRange;
}

const TWO_31 = 0x8000_0000;

/** Chips of NOR flash, in the order of the files. */
function placeFlash(scenario: Scenario): PlacedDevice[] {
  const devices: PlacedDevice[] = [];
  const chips = new Map<Word, number>();
  for (const inode of new Set(scenario.files.map((file) => file.inode))) {
    const from = baseOf(inode);
    if (from === undefined || !isFlash(inode)) continue;
    const to = chips.get(from) ?? FLASH_CHIPS[chips.size];
    if (to === undefined) continue;
    chips.set(from, to);
    const span = imageOf(inode)?.length ?? PAGE;
    devices.push({ inode, from: Number(from), to, span });
  }
  return devices;
}

/** A device that another one, which cannot be moved, maps stays with it. */
function keepBesides(
  scenario: Scenario,
  bare: InodeSpec[],
  wanted: Omit<PlacedDevice, "to">[],
): void {
  for (let checked = 0; checked < bare.length; checked++) {
    const ranges = mappedRanges(scenario, bare[checked]!);
    for (let i = wanted.length - 1; i >= 0; i--) {
      const { inode, from, span } = wanted[i]!;
      if (!ranges.some(([a, b]) => a < from + span && from < b)) continue;
      bare.push(inode);
      wanted.splice(i, 1);
    }
  }
}

/** Addresses that mappings of a device would have. */
function mappedRanges(
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

/** Devices that lie in one another, or nearly. */
function groupsOf(
  devices: readonly Omit<PlacedDevice, "to">[],
): Omit<PlacedDevice, "to">[][] {
  const groups: Omit<PlacedDevice, "to">[][] = [];
  let end = -1;
  for (const device of devices) {
    if (device.from <= end + PAGE) groups.at(-1)!.push(device);
    else groups.push([device]);
    end = Math.max(end, device.from + device.span);
  }
  return groups;
}

function pageFloor(address: number): number {
  return Math.floor(address / PAGE) * PAGE;
}

function baseOf(inode: InodeSpec): Word | undefined {
  if (isStock(inode)) return stockBase(inode);
  if (inode.driver !== "scripted") return undefined;
  const area = inode.getUnmappedArea;
  if (area === undefined || "errno" in area) return undefined;
  return "base" in area ? area.base : area.fixed;
}

/** Bytes from the base that mappings reach; undefined if too many. */
function spanOf(
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
function isMovable(
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

/** The address on the target of an address of the scenario. */
export function toTarget(
  address: Word,
  placement: Placement,
  wordSize: WordSize,
): Word {
  const device = placement.devices.find(({ from, span }) =>
    address >= from && address <= from + span
  );
  return device === undefined
    ? address
    : toWord(Number(address) - device.from + device.to, wordSize);
}

/** The address in the scenario of an address on the target. */
export function toScenario(address: Word, placement: Placement): Word {
  const device = placement.devices.find(({ to, span }) =>
    address >= to && address <= to + span
  );
  return device === undefined
    ? address
    : Number(address) - device.to + device.from;
}
