/**
 * A process: its view of memory and what the policy asks about it. Mirrors
 * include/linux/mm_types.h, `struct mm_struct`.
 *
 * @module
 */
import {
  checkFlag,
  checkObject,
  checkText,
  checkWhole,
  ifGiven,
} from "../given.ts";
import { MapleTree, VmaList, type VmaTree } from "../memory/vma_tree.ts";
import { VmaCache } from "../memory/vma_cache.ts";
import type { Edition } from "../policy/edition.ts";
import type { Vma } from "../memory/region.ts";
import type { Caller } from "../policy/request.ts";

/** What a process is made of. */
export interface ProcessOptions {
  /** Name in results. */
  readonly name?: string;
  /** A debugger is attached. */
  readonly ptraced?: boolean;
  /** The personality has `READ_IMPLIES_EXEC`. */
  readonly readImpliesExec?: boolean;
}

/**
 * A process of the machine, made by `createProcess()` of it: what the policy
 * reads of `struct task_struct` and `struct mm_struct`.
 */
export class Process implements Caller {
  /** Name in results. */
  readonly name: string;
  /** Number, from 1. */
  readonly pid: number;
  /** The personality has `READ_IMPLIES_EXEC`. */
  readonly readImpliesExec: boolean;
  /** A debugger is attached. */
  ptraced: boolean;
  /** VMAs by address: `mm->mm_mt`. */
  tree: VmaTree;
  /** VMAs that wrap: the tree holds them, but no search comes upon them. */
  readonly unfindable: Vma[] = [];
  /** VMAs that the kernel believes there are. */
  mapCount = 0;
  /** Pages ever mapped and not shared; `munmap()` does not take them back. */
  totalVm = 0;
  /** The process has exited. */
  exited = false;

  /**
   * Makes the process.
   *
   * @throws {ArgumentError} if an option is of another type.
   */
  constructor(
    pid: number,
    options: ProcessOptions = {},
    tree: VmaTree = new MapleTree(),
  ) {
    checkWhole("pid", pid);
    checkObject("process", options);
    ifGiven("name", options.name, checkText);
    ifGiven("ptraced", options.ptraced, checkFlag);
    ifGiven("readImpliesExec", options.readImpliesExec, checkFlag);
    this.pid = pid;
    this.tree = tree;
    this.name = options.name ?? `process ${pid}`;
    this.ptraced = options.ptraced ?? false;
    this.readImpliesExec = options.readImpliesExec ?? false;
  }
}

/** An address space without mappings. */
export function newTree(
  { vmaTree, vmaCache }: Edition,
  pageSize: number,
): VmaTree {
  return vmaTree === "maple"
    ? new MapleTree()
    : new VmaList(new VmaCache(vmaCache, pageSize));
}
