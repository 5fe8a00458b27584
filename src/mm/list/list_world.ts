/**
 * A machine before regions on which scenarios run.
 *
 * @module
 */
import { ERRNO } from "../../abi/errno.ts";
import { VM } from "../../abi/vm.ts";
import { toWord, type Word } from "../../abi/word.ts";
import { InputError } from "../../errors.ts";
import type { Driver } from "../../files/driver.ts";
import { Inode, type InodeOptions, type OpenFile } from "../../files/inode.ts";
import { BuddyAllocator, type PageAllocator } from "../../memory/buddy.ts";
import { PhysicalMemory } from "../../memory/physical.ts";
import type { Vma } from "../../memory/region.ts";
import { hazard } from "../../policy/hazards.ts";
import type { Arch } from "../../policy/request.ts";
import { DEFAULT_RAM_BASE, DEFAULT_RAM_SIZE } from "../machine_options.ts";
import type { MremapRequest } from "../mremap.ts";
import { Journal, type Outcome } from "../outcome.ts";
import type { ProcessOptions } from "../process.ts";
import type { MappingRecord } from "../record.ts";
import type { MmapArguments } from "../system_calls.ts";
import type { World } from "../world.ts";
import { fillFromDevices } from "./device_memory.ts";
import { enterMmap } from "./entry.ts";
import { truncateFile, writeFile } from "../file_calls.ts";
import { type FileHost, ListFiles, openFileOf } from "./files.ts";
import { findVma } from "./find_vma.ts";
import type { CrashId } from "./journal.ts";
import { ALLOCATION, type AllocationUse, SlabKmalloc } from "./kmalloc.ts";
import { ListMachine } from "./machine.ts";
import { doMmap } from "./mmap.ts";
import { doMremap } from "./mremap.ts";
import { doMunmap, exitMmap } from "./munmap.ts";
import { outcomeOf } from "./outcome.ts";
import { processMaps, systemMaps } from "./proc_maps.ts";
import { ListWorldProcess } from "./process.ts";
import { listRamfs } from "./ramfs.ts";
import type { ListVma } from "./vma.ts";
import { VmaView } from "./vma_view.ts";
import type { ListWorldOptions } from "./list_world_options.ts";

/**
 * A 32-bit machine before regions, with RAM, files and processes.
 *
 * @example
 * ```ts
 * import { ListWorld } from "./list_world.ts";
 * import { LINUX_2_6_14 } from "../../policy/editions/linux_2_6_14.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const world = new ListWorld({ edition: LINUX_2_6_14 });
 * const process = world.createProcess();
 * const { value } = world.mmap(process, {
 *   file: null,
 *   length: 5000,
 *   prot: 3,
 *   flags: 0x22,
 * });
 * assertEquals(world.munmap(process, value, 8192).errno, 22);
 * assertEquals(world.munmap(process, value, 5000).errno, 0);
 * ```
 */
export class ListWorld implements World<ListWorldProcess>, FileHost {
  readonly kernel: string;
  readonly arch: Arch;
  readonly allocator: PageAllocator;
  readonly memory: PhysicalMemory;
  readonly ramfs: Driver;
  /** The kernel's records of mappings. */
  readonly machine: ListMachine;
  /** The processes, in order of creation. */
  readonly processes: ListWorldProcess[] = [];
  /** The inodes, in order of creation. */
  readonly inodes: Inode[] = [];
  /** Inodes under a mandatory lock. */
  readonly locked: Set<Inode> = new Set();
  /** Kernels before regions have no such setting. */
  nrTrimPages = 0;
  /** The kernel has stopped, or can no longer be followed. */
  dead = false;
  readonly #files: ListFiles;
  readonly #views = new WeakMap<ListVma, VmaView>();
  #journal = new Journal();

  /**
   * Makes a machine at rest.
   *
   * @throws {InputError} if its words are not of 32 bits.
   */
  constructor(options: ListWorldOptions) {
    const { edition, pageSize = 4096 } = options;
    if ((options.wordSize ?? 32) !== 32) {
      throw new InputError(
        `Kernel '${edition.id}' runs without an MMU on 32-bit machines only`,
      );
    }
    this.kernel = edition.id;
    const taskSize = Math.min(Number(options.taskSize ?? 2 ** 32), 2 ** 32 - 1);
    this.arch = { wordSize: 32, pageSize, taskSize };
    this.allocator = options.allocator ?? new BuddyAllocator({
      base: options.ram?.base ?? DEFAULT_RAM_BASE,
      size: options.ram?.size ?? DEFAULT_RAM_SIZE,
      pageSize,
      maxPageOrder: options.maxPageOrder ?? 10,
      reserved: options.ram?.reserved ?? [],
    });
    this.memory = new PhysicalMemory(
      pageSize,
      32,
      (address, page) => fillFromDevices(this.inodes, Number(address), page),
    );
    const pageShift = Math.log2(pageSize);
    this.machine = new ListMachine({
      edition,
      arch: { pageShift, taskSize },
      kmalloc: new SlabKmalloc(
        this.allocator,
        pageSize,
        options.largestKmalloc,
      ),
    });
    this.#files = new ListFiles(this, pageShift);
    this.ramfs = listRamfs(
      edition.ramfs,
      (inode) => this.#files.mappingsOf(inode),
    );
  }

  /** Pages that all that was allocated for mappings would fill. */
  get pagesAllocated(): number {
    return Math.ceil(this.machine.realalloc / this.arch.pageSize);
  }

  createProcess(options: ProcessOptions = {}): ListWorldProcess {
    const process = new ListWorldProcess(this.processes.length + 1, options);
    this.processes.push(process);
    return process;
  }

  createInode(options: InodeOptions): Inode {
    const inode = new Inode(options);
    this.inodes.push(inode);
    return inode;
  }

  mmap(process: ListWorldProcess, args: MmapArguments): Outcome {
    const journal = this.#begin();
    const entered = enterMmap(args, this.arch.pageSize);
    if (typeof entered === "string") {
      return journal.refused(
        entered === "bad-file-descriptor" ? ERRNO.EBADF : ERRNO.EINVAL,
        entered,
      );
    }
    const { request, open } = entered;
    this.machine.leftover = args.leftoverCapabilities ?? null;
    this.machine.securityAnswer = -(args.securityErrno ?? 0);
    this.machine.failing = failingUse(args.failingRecord);
    const file = open === null ? null : this.#files.of(open);
    const { vma, fate, reused } = doMmap(this.machine, process, file, request);
    if (fate === "ok" && vma !== null && vma.copied && !reused) {
      const { filled, zeroed } = this.machine.journal;
      this.memory.write(vma.start + filled, new Uint8Array(zeroed));
    }
    return this.#end(process, request.address, request.length, open);
  }

  munmap(process: ListWorldProcess, address: Word, length: Word): Outcome {
    this.#begin();
    const at = Number(toWord(address, 32));
    const bytes = Number(toWord(length, 32));
    doMunmap(this.machine, process, at, bytes);
    return this.#end(process, at, bytes, null);
  }

  mremap(process: ListWorldProcess, request: MremapRequest): Outcome {
    if (!this.machine.edition.mremapCall) return this.absentCall();
    this.#begin();
    const word = (value: Word): number => Number(toWord(value, 32));
    const address = word(request.address);
    doMremap(this.machine, process, {
      address,
      oldLength: word(request.oldLength),
      newLength: word(request.newLength),
      flags: request.flags,
      newAddress: word(request.newAddress),
    });
    // The call makes no mapping: the one that it changed is found by address.
    this.machine.result.vma = null;
    return this.#end(process, address, word(request.oldLength), null);
  }

  ftruncate(file: OpenFile, size: number): Outcome {
    return truncateFile(this.#begin(), file, size, this);
  }

  write(file: OpenFile, position: number, bytes: Uint8Array): Outcome {
    return writeFile(this.#begin(), file, position, bytes, this);
  }

  store(process: ListWorldProcess, address: Word, bytes: Uint8Array): Outcome {
    const journal = this.#begin();
    const at = Number(toWord(address, 32));
    const vma = findVma(this.machine, process, at);
    const open = vma === undefined || vma.copied ? null : openFileOf(vma);
    if (open !== null) this.beforeChange(open.inode);
    this.memory.write(at, bytes);
    return journal.done("done");
  }

  load(address: Word, length: number): Outcome {
    return this.#begin().loaded(this.memory.read(toWord(address, 32), length));
  }

  exit(process: ListWorldProcess): Outcome {
    this.#begin();
    exitMmap(this.machine, process);
    process.exited = this.machine.result.fate === "ok";
    return this.#end(process, 0, 0, null);
  }

  absentCall(): Outcome {
    return this.#begin().refused(ERRNO.ENOSYS, "call-absent");
  }

  badDescriptor(): Outcome {
    return this.#begin().refused(ERRNO.EBADF, "bad-file-descriptor");
  }

  plainStep(): Outcome {
    return this.#begin().done("done");
  }

  vmaAt(process: ListWorldProcess, address: Word): Vma | undefined {
    const vma = findVma(this.machine, process, Number(address));
    return vma === undefined ? undefined : this.view(vma);
  }

  processMaps(process: ListWorldProcess): string {
    return processMaps(this.machine, process, openFileOf);
  }

  systemMaps(): string {
    return systemMaps(this.machine, openFileOf);
  }

  view(vma: ListVma): VmaView {
    let view = this.#views.get(vma);
    if (view === undefined) {
      view = new VmaView(vma, openFileOf(vma), this.machine.kmalloc);
      this.#views.set(vma, view);
    }
    return view;
  }

  isLocked(inode: Inode): boolean {
    return this.locked.has(inode) || inode.mandatoryLock;
  }

  isShareable(vmFlags: number): boolean {
    return (vmFlags & VM.MAYSHARE) !== 0;
  }

  hazard(id: string): void {
    this.#journal.hazard(id);
    if (hazard(id).effect === "fatal") {
      this.machine.driverCrash = id as CrashId;
    }
  }

  /** No driver of these kernels warns. */
  warnOnce(): void {}

  /** There are no regions apart from VMAs. */
  regionCut(): void {}

  beforeChange(inode: Inode): void {
    inode.version++;
  }

  #begin(): Journal {
    return this.#journal = new Journal();
  }

  #end(
    process: ListWorldProcess,
    address: number,
    length: number,
    open: OpenFile | null,
  ): Outcome {
    const { pid, name } = process;
    const outcome = outcomeOf(
      this.machine,
      this.#journal,
      { pid, name, address, length },
      open,
      (vma) => this.view(vma),
    );
    if (this.#journal.fatal) this.dead = true;
    return outcome;
  }
}

/** What the record that finds no memory is allocated as. */
function failingUse(record: MappingRecord | undefined): AllocationUse | null {
  if (record === undefined || record === "tree") return null;
  return record === "vma" ? ALLOCATION.VMA : ALLOCATION.ELEMENT;
}
