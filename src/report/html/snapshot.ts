/**
 * What a machine's memory looks like at one moment, as plain data: the machine
 * goes on, the snapshot stays. Addresses are exact and do not wrap, so that an
 * end may lie one past the last address.
 *
 * @module
 */
import { VM } from "../../abi/vm.ts";
import type { Word } from "../../abi/word.ts";
import type { Inode } from "../../files/inode.ts";
import { BuddyAllocator, type PageAllocator } from "../../memory/buddy.ts";
import type { MappedFile, Region, Vma } from "../../memory/region.ts";
import { ListWorld } from "../../mm/list/list_world.ts";
import { RegionWorld } from "../../mm/region_world.ts";
import type { World } from "../../mm/world.ts";

/** A range of addresses; the end is not in it. */
export interface Extent {
  /** First address. */
  readonly start: bigint;
  /** Address after the last one. */
  readonly end: bigint;
}

/** Memory that is there: RAM, or a device's own. */
export interface AreaView extends Extent {
  /** `RAM`, or the name of the file. */
  readonly name: string;
  /** Which of the two. */
  readonly kind: "ram" | "window";
}

/** Pages of RAM that hold a file. */
export interface FilePagesView extends Extent {
  /** Name of the file. */
  readonly name: string;
}

/** What backs a region. */
export type BackingView = "direct" | "copy" | "anonymous";

/** A region. */
export interface RegionView extends Extent {
  /** Its number. */
  readonly id: number;
  /** Address after the last allocated byte. */
  readonly top: bigint;
  /** Offset in the file, in pages. */
  readonly pgoff: Word;
  /** VMAs that use it. */
  readonly usage: number;
  /** `VM_*` flags. */
  readonly flags: number;
  /** What backs it. */
  readonly backing: BackingView;
  /** Name of its file, or `null`. */
  readonly file: string | null;
}

/** A mapping of a process. */
export interface VmaView extends Extent {
  /** Its number. */
  readonly id: number;
  /** Place of the process in {@linkcode Snapshot.processes}. */
  readonly process: number;
  /** Number of its region. */
  readonly region: number;
  /** `VM_*` flags. */
  readonly flags: number;
}

/** A process. */
export interface ProcessView {
  /** Its name. */
  readonly name: string;
  /** A debugger is attached. */
  readonly ptraced: boolean;
  /** It has exited. */
  readonly exited: boolean;
}

/** A machine's memory at one moment. */
export interface Snapshot {
  /** RAM and the windows of devices, by address. */
  readonly areas: readonly AreaView[];
  /** Free runs of RAM. */
  readonly free: readonly Extent[];
  /** RAM that others hold for good. */
  readonly reserved: readonly Extent[];
  /** RAM that holds files. */
  readonly filePages: readonly FilePagesView[];
  /** Regions, by address. */
  readonly regions: readonly RegionView[];
  /** Mappings of all processes. */
  readonly vmas: readonly VmaView[];
  /** Processes, in order of creation. */
  readonly processes: readonly ProcessView[];
  /** Pages held by copies and anonymous memory. */
  readonly pagesAllocated: number;
  /** Free pages of RAM. */
  readonly freePages: number;
  /** Equal snapshots have equal keys. */
  readonly key: string;
}

/** What of a machine does not change: where its RAM is. */
export interface RamView extends Extent {
  /** RAM that others hold for good. */
  readonly reserved: readonly Extent[];
}

/** Takes a snapshot. */
export function takeSnapshot(world: World, ram: RamView): Snapshot {
  const { arch: { wordSize, pageSize }, allocator, pagesAllocated } = world;
  const top = 1n << BigInt(wordSize);
  const extent = (start: Word, end: Word): Extent => {
    const from = BigInt(start);
    const to = BigInt(end);
    return { start: from, end: to < from ? top : to };
  };
  const { regions, mappings, processes, inodes } = partsOf(world);
  const snapshot = {
    areas: areasOf(inodes, ram),
    free: freeRuns(allocator),
    reserved: ram.reserved,
    filePages: inodes.flatMap((inode) => filePagesOf(inode, pageSize)),
    regions: regions.map((region) => ({
      ...extent(region.start, region.end),
      ...regionView(region, extent),
    })),
    vmas: mappings.flatMap((vmas, process) =>
      vmas.map((vma) => ({
        ...extent(vma.start, vma.end),
        id: vma.id,
        process,
        region: vma.region.id,
        flags: vma.flags,
      }))
    ),
    processes: processes.map(({ name, ptraced, exited }) => ({
      name,
      ptraced,
      exited,
    })),
    pagesAllocated,
    freePages: allocator.freePages,
  };
  const key = JSON.stringify(
    snapshot,
    (_, value) => typeof value === "bigint" ? `${value}` : value,
  );
  return { ...snapshot, key };
}

/** What is in a world, whichever way its kernel keeps it. */
interface WorldParts {
  readonly regions: readonly Region[];
  /** Mappings of each process. */
  readonly mappings: readonly (readonly Vma[])[];
  readonly processes: readonly ProcessView[];
  readonly inodes: readonly Inode[];
}

function partsOf(world: World): WorldParts {
  if (world instanceof RegionWorld) {
    const { regions, processes, inodes } = world.machine;
    // Several entries of a tree may lead to one VMA.
    const mappings = processes.map(({ tree }) => [...new Set(tree.values())]);
    return { regions: [...regions], mappings, processes, inodes };
  }
  if (!(world instanceof ListWorld)) {
    return { regions: [], mappings: [], processes: [], inodes: [] };
  }
  const { machine, processes, inodes } = world;
  return {
    regions: machine.tree.vmas.map((vma) => world.view(vma)),
    mappings: processes.map(({ list }) => {
      const vmas: Vma[] = [];
      for (let at = list; at !== null; at = at.next) {
        vmas.push(world.view(at.vma));
      }
      return vmas;
    }),
    processes,
    inodes,
  };
}

function regionView(
  region: Region,
  extent: (start: Word, end: Word) => Extent,
): Omit<RegionView, keyof Extent> {
  const { id, pgoff, usage, flags, file } = region;
  return {
    id,
    top: extent(region.start, region.top).end,
    pgoff,
    usage,
    flags,
    backing: file === null
      ? "anonymous"
      : flags & VM.MAPPED_COPY
      ? "copy"
      : "direct",
    file: nameOf(file),
  };
}

function nameOf(file: MappedFile | null): string | null {
  return file === null ? null : file.name;
}

function areasOf(inodes: readonly Inode[], ram: RamView): AreaView[] {
  const areas: AreaView[] = [
    { name: "RAM", kind: "ram", start: ram.start, end: ram.end },
  ];
  for (const { name, driver: { window }, size } of inodes) {
    const length = BigInt(window?.size ?? size);
    if (window === undefined || length === 0n) continue;
    const start = BigInt(window.base);
    areas.push({ name, kind: "window", start, end: start + length });
  }
  return areas.sort(byStart);
}

function freeRuns(allocator: PageAllocator): Extent[] {
  if (!(allocator instanceof BuddyAllocator)) return [];
  return allocator.freeRanges().map(({ start, length }) => ({
    start: BigInt(start),
    end: BigInt(start + length),
  }));
}

function filePagesOf(
  { name, pages }: Inode,
  pageSize: number,
): FilePagesView[] {
  const runs: { name: string; start: bigint; end: bigint }[] = [];
  for (const address of [...pages.values()].sort((a, b) => a - b)) {
    const start = BigInt(address);
    const end = start + BigInt(pageSize);
    const last = runs.at(-1);
    if (last?.end === start) last.end = end;
    else runs.push({ name, start, end });
  }
  return runs;
}

/** Orders extents by their first address. */
export function byStart(a: Extent, b: Extent): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}
