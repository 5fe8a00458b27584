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
import type { MemoryRange } from "../target/device_tree.ts";
import { MEMORY } from "../target/machine.ts";
import { FLASH_CHIPS, imageOf, isFlash, isStock } from "./stock.ts";
import { baseOf, isMovable, mappedRanges, spanOf } from "./device_span.ts";

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
