/** What holds in a kernel after every call, and what both kernels agree on. */
import { assert, assertEquals } from "@std/assert";
import type { Inode } from "../../../src/files/inode.ts";
import type { Region, Vma } from "../../../src/memory/region.ts";
import type { Machine } from "../../../src/mm/machine.ts";
import { PAGE, RAM_BASE, RAM_SIZE } from "./files.ts";
import type { NaiveKernel } from "./naive/kernel.ts";
import { pagesOf } from "./naive/types.ts";

/** Checks the engine by itself, then against the naive kernel. */
export function checkInvariants(
  machine: Machine,
  naive: NaiveKernel,
  inodes: readonly Inode[],
): void {
  const regions = [...machine.regions];
  const vmas = machine.processes.map(({ tree }) => [...tree.values()]);
  checkRegions(regions, vmas.flat(), naive.release.entersUnplaced);
  checkPages(machine, regions, inodes);
  assertEquals(
    regions.toSorted(byStart)
      .map(({ start, end, top, usage }) => [start, end, top, usage]),
    naive.regions.map(({ start, end, top, usage }) => [start, end, top, usage])
      .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!),
    "regions",
  );
  for (const [number, process] of machine.processes.entries()) {
    assertEquals(process.mapCount, vmas[number]!.length, "map_count");
    const naively = naive.processes[number]!;
    assertEquals(
      vmas[number]!.map(({ start, end, pgoff }) => [start, end, pgoff])
        .sort(byNumbers),
      naively.map(({ start, end, pgoff }) => [start, end, pgoff])
        .sort(byNumbers),
      "VMAs",
    );
  }
  checkContents(machine, naive);
  for (const [number, inode] of inodes.entries()) {
    assertEquals(inode.size, naive.files[number]!.size, "size of a file");
    assertEquals(
      [...inode.pages].sort(byNumbers),
      [...naive.files[number]!.pages].sort(byNumbers),
      "pages of a file",
    );
  }
}

function byStart(a: Region, b: Region): number {
  return Number(a.start) - Number(b.start) || Number(a.end) - Number(b.end);
}

type Words = readonly (number | bigint)[];

function byNumbers(a: Words, b: Words): number {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  }
  return 0;
}

function checkRegions(
  unsorted: readonly Region[],
  vmas: readonly Vma[],
  unordered: boolean,
): void {
  const regions = unordered ? unsorted.toSorted(byStart) : unsorted;
  let last: Region | undefined;
  for (const region of regions) {
    assert(region.start <= region.end && region.end <= region.top);
    // Nothing finds two regions of one start where the tree has no order.
    if (last !== undefined && !unordered) {
      assert(last.start < region.start, "order");
    }
    if (isInRam(region)) {
      if (last !== undefined && isInRam(last)) {
        assert(last.top <= region.start, "Regions overlap in RAM");
      }
    }
    last = region;
    const users = vmas.filter((vma) => vma.region === region);
    assertEquals(region.usage, users.length, "usage");
  }
  for (const vma of vmas) {
    assert(!vma.freed);
    assert(regions.includes(vma.region), "A VMA has a region of its own");
    assert(vma.start >= vma.region.start, "A VMA begins before its region");
    const rounded = Math.ceil(Number(vma.region.end) / PAGE) * PAGE;
    assert(vma.end <= rounded, "A VMA ends behind its region");
  }
}

const MAPPED_COPY = 0x100_0000;

function isInRam({ start, flags }: Region): boolean {
  return start >= RAM_BASE && start < RAM_BASE + RAM_SIZE &&
    (flags & MAPPED_COPY) !== 0;
}

function checkPages(
  machine: Machine,
  regions: readonly Region[],
  inodes: readonly Inode[],
): void {
  const held = regions.filter(isInRam)
    .reduce(
      (sum, { start, top }) => sum + pagesOf(Number(top) - Number(start)),
      0,
    );
  assertEquals(machine.pagesAllocated, held, "pages allocated");
  const files = new Set(inodes);
  const cached = [...files].reduce((sum, { pages }) => sum + pages.size, 0);
  assertEquals(
    machine.allocator.freePages,
    RAM_SIZE / PAGE - machine.pagesAllocated - cached,
    "pages that are free",
  );
}

/** The bytes of all mappings, and of all files through them. */
function checkContents(machine: Machine, naive: NaiveKernel): void {
  for (const { start, end } of naive.processes.flat()) {
    const bytes = machine.memory.read(start, end - start);
    const expected = naive.load(start, end - start);
    for (let i = 0; i < expected.length; i++) {
      if (expected[i] !== bytes[i]) {
        throw new Error(
          `Byte at 0x${(start + i).toString(16)} is ${bytes[i]}, expected ${
            expected[i]
          }`,
        );
      }
    }
  }
}
