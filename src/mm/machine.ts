/**
 * A machine without an MMU: RAM, regions, processes and files.
 *
 * @module
 */
import {
  addWords,
  maxWord,
  offsetInPage,
  pagesIn,
  subtractWords,
  type Word,
} from "../abi/word.ts";
import type { DriverHost } from "../files/driver.ts";
import { Inode, type InodeOptions } from "../files/inode.ts";
import { BuddyAllocator, type PageAllocator } from "../memory/buddy.ts";
import { PhysicalMemory } from "../memory/physical.ts";
import type { Region, RegionTree, Vma } from "../memory/region.ts";
import { EarlyRegionTree, SortedRegionTree } from "../memory/region_trees.ts";
import type { Edition } from "../policy/edition.ts";
import { LINUX_6_12 } from "../policy/editions/linux_6_12.ts";
import type { Arch } from "../policy/request.ts";
import { fillFromSource } from "./background.ts";
import { Journal } from "./outcome.ts";
import { newTree, Process, type ProcessOptions } from "./process.ts";
import type { MappingRecord } from "./record.ts";
import {
  checkMachineOptions,
  DEFAULT_RAM_BASE,
  DEFAULT_RAM_SIZE,
  type MachineOptions,
} from "./machine_options.ts";

/**
 * The state of a machine: RAM, regions, processes and files. System calls such
 * as {@linkcode mmap} are functions that take it.
 *
 * @example
 * ```ts
 * import { findEdition, Machine } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const edition = findEdition("linux-6.1");
 * if (edition?.world !== "regions") throw new Error("No kernel with regions");
 * const machine = new Machine({ edition, wordSize: 64, ram: { size: 2 ** 20 } });
 * assertEquals(machine.edition.id, "linux-6.1");
 * assertEquals(machine.allocator.freePages, 256);
 * ```
 */
export class Machine implements DriverHost {
  /** The kernel's policy. */
  readonly edition: Edition;
  /** Word size, page size and TASK_SIZE. */
  readonly arch: Arch;
  /** The page allocator. */
  readonly allocator: PageAllocator;
  /** The bytes of the address space. */
  readonly memory: PhysicalMemory;
  /** All regions. */
  readonly regions: RegionTree;
  /** All processes, in order of creation. */
  readonly processes: Process[] = [];
  /** All inodes, in order of creation. */
  readonly inodes: Inode[] = [];
  /** `vm.max_map_count`. */
  readonly maxMapCount: number;
  /** `CONFIG_MMAP_ALLOW_UNINITIALIZED`. */
  readonly mmapAllowUninitialized: boolean;
  /** `vm.nr_trim_pages`. */
  nrTrimPages: number;
  /** Pages held by copies and anonymous memory: `mmap_pages_allocated`. */
  pagesAllocated = 0;
  /** A fatal hazard has stopped the kernel. */
  dead = false;
  /** Places that have printed their warning: WARN_ON_ONCE(). */
  readonly #warned = new Set<string>();
  /** How often munmap() may still print that it found nothing. */
  munmapMessages = 5;
  /** Error number that the security module answers to the running call. */
  securityErrno = 0;
  /** The record for which the running call finds no memory. */
  failingRecord: MappingRecord | null = null;
  /** Notes of the system call that is running. */
  journal: Journal = new Journal();
  /** Regions that begin below their memory. */
  readonly #startBelow = new Set<Region>();
  #regionIds = 0;
  #vmaIds = 0;

  /**
   * Makes a machine at rest.
   *
   * @throws {ArgumentError} if an option is of another type or makes no sense.
   */
  constructor(options: MachineOptions = {}) {
    checkMachineOptions(options);
    const wordSize = options.wordSize ?? 32;
    const pageSize = options.pageSize ?? 4096;
    this.edition = options.edition ?? LINUX_6_12;
    this.regions = this.edition.entersUnplaced
      ? new EarlyRegionTree()
      : new SortedRegionTree();
    this.arch = {
      wordSize,
      pageSize,
      taskSize: options.taskSize ?? maxWord(wordSize),
    };
    this.allocator = options.allocator ?? new BuddyAllocator({
      base: options.ram?.base ?? DEFAULT_RAM_BASE,
      size: options.ram?.size ?? DEFAULT_RAM_SIZE,
      pageSize,
      maxPageOrder: options.maxPageOrder ?? 10,
      reserved: options.ram?.reserved ?? [],
    });
    this.nrTrimPages = options.nrTrimPages ?? 1;
    this.maxMapCount = options.maxMapCount ?? 65530;
    this.mmapAllowUninitialized = options.mmapAllowUninitialized ?? false;
    this.memory = new PhysicalMemory(
      pageSize,
      wordSize,
      (address, bytes) => fillFromSource(this, address, bytes),
    );
  }

  /** Adds a process. */
  createProcess(options: ProcessOptions = {}): Process {
    const process = new Process(
      this.processes.length + 1,
      options,
      newTree(this.edition, this.arch.pageSize),
    );
    this.processes.push(process);
    return process;
  }

  /** Adds an inode. */
  createInode(options: InodeOptions): Inode {
    const inode = new Inode(options);
    this.inodes.push(inode);
    return inode;
  }

  /** Number for the next region. */
  nextRegionId(): number {
    return ++this.#regionIds;
  }

  /** Number for the next VMA. */
  nextVmaId(): number {
    return ++this.#vmaIds;
  }

  /** Whether a VMA or region with these flags may be shared. */
  isShareable(flags: number): boolean {
    return (flags & this.edition.shareable) !== 0;
  }

  /** Notes a hazard of the running call. */
  hazard(id: string): void {
    this.journal.hazard(id);
  }

  /** Prints a warning of the running call, once for each place. */
  warnOnce(place: string): void {
    if (this.#warned.has(place)) return;
    this.#warned.add(place);
    this.journal.message("warning", `WARNING in ${place}()`);
  }

  /** Pages of `[start, end)`, rounded up. */
  pagesBetween(start: Word, end: Word): number {
    const { wordSize, pageSize } = this.arch;
    const bytes = subtractWords(end, start, wordSize);
    return pagesIn(addWords(bytes, pageSize - 1, wordSize), pageSize);
  }

  /** Enters a region into the tree; `false` if the kernel stops there. */
  addRegion(region: Region): boolean {
    const entered = this.enterRegion(region);
    if (entered) this.#index(region);
    return entered;
  }

  /**
   * Enters a region that {@linkcode regionCut} has to be told of when it is
   * complete; `false` if the kernel stops there.
   */
  enterRegion(region: Region): boolean {
    if (
      this.edition.bugsOnUnalignedRegion &&
      offsetInPage(region.start, this.arch.pageSize) !== 0
    ) {
      this.hazard("region-not-page-aligned");
      this.journal.message("bug", "kernel BUG in add_nommu_region()");
      return false;
    }
    if (!this.regions.add(region)) {
      this.hazard("region-start-taken");
      this.journal.message("bug", "kernel BUG in add_nommu_region()");
      return false;
    }
    return true;
  }

  /** Takes a region out of the tree. */
  deleteRegion(region: Region): void {
    this.regions.delete(region);
    this.#unindex(region);
  }

  /** Follows a region whose end moved. */
  regionCut(region: Region): void {
    this.#unindex(region);
    this.#index(region);
  }

  /**
   * Notes that a region now begins below its memory: munmap() was given a range
   * whose end wraps, and frees nothing.
   */
  startsBelow(region: Region): void {
    this.hazard("munmap-end-wraps");
    this.#startBelow.add(region);
  }

  /** Releases one use of a region: `put_nommu_region()`. */
  putRegion(region: Region): void {
    region.usage--;
    if (region.usage > 0) return;
    if (region.top > region.start) this.deleteRegion(region);
    else this.hazard("freed-region-in-tree");
    this.dropOrigin(region);
    if (region.flags & MAPPED_COPY) {
      if (this.#startBelow.has(region)) {
        this.hazard("pages-below-region-freed");
        this.journal.message("oops", "Oops in free_page_series()");
        return;
      }
      this.freePages(
        region.start as number,
        this.pagesBetween(region.start, region.top),
      );
    }
  }

  /** Gives pages back: `free_page_series()`. */
  freePages(address: number, pages: number): void {
    this.pagesAllocated -= pages;
    this.allocator.free(address, pages);
  }

  /** Forgets where a copy came from; its bytes stay if somebody could look. */
  dropOrigin(region: Region): void {
    const { origin } = region;
    if (origin === null || origin.filled === 0) return;
    if (this.mmapAllowUninitialized) this.#materialise(region);
    (region.file!.inode as Inode).lazyCopies.delete(region);
    origin.filled = 0;
  }

  /** Called before bytes of an inode change: copies take theirs first. */
  beforeChange(inode: Inode): void {
    inode.version++;
    for (const region of inode.lazyCopies) {
      this.#materialise(region);
      region.origin!.filled = 0;
    }
    inode.lazyCopies.clear();
  }

  /** Called before a process stores: only direct mappings change the file. */
  beforeStore(inode: Inode, address: Word): void {
    const region = this.regions.floor(address);
    if (region !== undefined && region.flags & MAPPED_COPY) return;
    if (inode.lazyCopies.size !== 0) this.beforeChange(inode);
    else inode.version++;
  }

  #materialise(region: Region): void {
    const { wordSize } = this.arch;
    this.memory.materialise(
      region.start,
      Number(subtractWords(region.end, region.start, wordSize)),
    );
  }

  #index(region: Region): void {
    if (region.file === null || !this.isShareable(region.flags)) return;
    const pages = this.pagesBetween(region.start, region.end);
    region.file.inode.regions.add(region, pages);
  }

  #unindex(region: Region): void {
    if (region.file === null || !this.isShareable(region.flags)) return;
    const pages = this.pagesBetween(region.start, region.end);
    region.file.inode.regions.remove(region, pages);
  }
}

const MAPPED_COPY = 0x100_0000;

/** A VMA is gone from the system. */
export function releaseVma(machine: Machine, vma: Vma): void {
  vma.freed = true;
  machine.putRegion(vma.region);
}

/** Undoes what the kernel notes outside the tree: `cleanup_vma_from_mm()`. */
export function cleanupVma(process: Process, vma: Vma): void {
  process.mapCount--;
  vma.file?.inode.mappings.delete(vma);
}
