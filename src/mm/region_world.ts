/**
 * A machine with regions on which scenarios run.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { Driver } from "../files/driver.ts";
import type { Inode, InodeOptions, OpenFile } from "../files/inode.ts";
import { ramfsDriver } from "../files/ramfs.ts";
import type { PageAllocator } from "../memory/buddy.ts";
import type { PhysicalMemory } from "../memory/physical.ts";
import type { Region, Vma } from "../memory/region.ts";
import type { Arch } from "../policy/request.ts";
import { Machine } from "./machine.ts";
import type { MachineOptions } from "./machine_options.ts";
import { processMaps, regionMaps } from "./maps.ts";
import type { MremapRequest } from "./mremap.ts";
import type { Outcome } from "./outcome.ts";
import type { Process, ProcessOptions } from "./process.ts";
import * as files from "./file_system_calls.ts";
import * as memory from "./memory_access.ts";
import * as plain from "./plain_calls.ts";
import * as calls from "./system_calls.ts";
import type { World } from "./world.ts";

/** Gives a {@linkcode Machine} the form that all worlds have. */
export class RegionWorld implements World<Process> {
  /** The machine. */
  readonly machine: Machine;
  readonly ramfs: Driver;

  /** Makes a machine at rest. */
  constructor(options: MachineOptions = {}) {
    this.machine = new Machine(options);
    this.ramfs = ramfsDriver(this.machine.edition.ramfs);
  }

  get kernel(): string {
    return this.machine.edition.id;
  }

  get dead(): boolean {
    return this.machine.dead;
  }

  get arch(): Arch {
    return this.machine.arch;
  }

  get allocator(): PageAllocator {
    return this.machine.allocator;
  }

  get memory(): PhysicalMemory {
    return this.machine.memory;
  }

  get pagesAllocated(): number {
    return this.machine.pagesAllocated;
  }

  get nrTrimPages(): number {
    return this.machine.nrTrimPages;
  }

  set nrTrimPages(pages: number) {
    this.machine.nrTrimPages = pages;
  }

  createProcess(options: ProcessOptions = {}): Process {
    return this.machine.createProcess(options);
  }

  createInode(options: InodeOptions): Inode {
    return this.machine.createInode(options);
  }

  mmap(process: Process, args: calls.MmapArguments): Outcome {
    return calls.mmap(this.machine, process, args);
  }

  munmap(process: Process, address: Word, length: Word): Outcome {
    return calls.munmap(this.machine, process, address, length);
  }

  mremap(process: Process, request: MremapRequest): Outcome {
    return calls.mremap(this.machine, process, request);
  }

  ftruncate(file: OpenFile, size: number): Outcome {
    return files.ftruncate(this.machine, file, size);
  }

  write(file: OpenFile, position: number, bytes: Uint8Array): Outcome {
    return files.write(this.machine, file, position, bytes);
  }

  store(process: Process, address: Word, bytes: Uint8Array): Outcome {
    return memory.store(this.machine, process, address, bytes);
  }

  load(address: Word, length: number): Outcome {
    return memory.load(this.machine, address, length);
  }

  exit(process: Process): Outcome {
    return calls.exit(this.machine, process);
  }

  absentCall(): Outcome {
    return plain.absentCall(this.machine);
  }

  badDescriptor(): Outcome {
    return plain.badDescriptor(this.machine);
  }

  plainStep(): Outcome {
    return plain.plainStep(this.machine);
  }

  vmaAt(process: Process, address: Word): Vma | undefined {
    return process.tree.at(address);
  }

  processMaps(process: Process): string {
    return processMaps(this.machine, process);
  }

  systemMaps(): string {
    return regionMaps(this.machine);
  }

  isShareable(vmFlags: number): boolean {
    return this.machine.isShareable(vmFlags);
  }

  hazard(id: string): void {
    this.machine.hazard(id);
  }

  warnOnce(place: string): void {
    this.machine.warnOnce(place);
  }

  regionCut(region: Region): void {
    this.machine.regionCut(region);
  }

  beforeChange(inode: Inode): void {
    this.machine.beforeChange(inode);
  }
}
