/**
 * Looking at a world for a picture of it.
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
import {
  type AreaView,
  byStart,
  type Extent,
  type FilePagesView,
  type ProcessView,
  type RamView,
  type RegionView,
  type Snapshot,
} from "./snapshot.ts";

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
