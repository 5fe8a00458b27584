/**
 * Open files and their drivers in the form in which the kernels before regions
 * see them.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { toWord } from "../../abi/word.ts";
import type { DriverHost, DriverInode } from "../../files/driver.ts";
import type { Inode, OpenFile } from "../../files/inode.ts";
import type { FileType } from "../../policy/request.ts";
import { OPERATION } from "../../policy/request.ts";
import { PrioTree } from "./prio_tree.ts";
import type { ListDriver, ListFile, ListVma } from "./vma.ts";
import type { VmaView } from "./vma_view.ts";

/** What a file needs of its world. */
export interface FileHost extends DriverHost {
  /** The VMA as drivers see it. */
  view(vma: ListVma): VmaView;
  /** Whether the inode is under a mandatory lock. */
  isLocked(inode: Inode): boolean;
}

/** The files of one world. */
export class ListFiles {
  readonly #host: FileHost;
  readonly #pageShift: number;
  readonly #files = new WeakMap<OpenFile, WorldFile>();
  readonly #trees = new WeakMap<DriverInode, PrioTree>();

  /** Starts without files. */
  constructor(host: FileHost, pageShift: number) {
    this.#host = host;
    this.#pageShift = pageShift;
  }

  /** The file in the form for the kernel. */
  of(file: OpenFile): ListFile {
    let found = this.#files.get(file);
    if (found === undefined) {
      found = new WorldFile(file, this.mappingsOf(file.inode), this.#host);
      this.#files.set(file, found);
    }
    return found;
  }

  /** The VMAs of an inode: `i_mmap`. */
  mappingsOf(inode: DriverInode): PrioTree {
    let tree = this.#trees.get(inode);
    if (tree === undefined) {
      this.#trees.set(inode, tree = new PrioTree(this.#pageShift));
    }
    return tree;
  }
}

/** The open file of a VMA, or `null`. */
export function openFileOf(vma: ListVma): OpenFile | null {
  return vma.file === null ? null : (vma.file as WorldFile).open;
}

const READS = OPERATION.READ | OPERATION.READ_ITER;

/** An open file. What `mmap_capabilities` answers is what the bdi declares. */
class WorldFile implements ListFile {
  readonly open: OpenFile;
  readonly number: number;
  readonly inode: Inode;
  readonly driver: ListDriver;
  readonly noOperations = false;
  readonly mappings: PrioTree;
  readonly type: FileType;
  readonly operations: number;
  readonly capabilities: number;
  readonly memoryBacked: boolean;
  readonly mode: number;
  readonly noexec: boolean;
  references = 0;
  readonly #host: FileHost;

  constructor(open: OpenFile, mappings: PrioTree, host: FileHost) {
    this.#host = host;
    this.open = open;
    this.number = open.inode.number;
    this.inode = open.inode;
    this.driver = new WorldDriver(open.inode, host);
    this.mappings = mappings;
    this.type = open.type;
    const { operations } = open;
    this.operations = operations & READS
      ? (operations & ~READS) | OPERATION.READ
      : operations;
    this.capabilities = operations & OPERATION.MMAP_CAPABILITIES
      ? open.capabilities
      : 0;
    this.memoryBacked = (this.capabilities & CAPABILITY.DIRECT) !== 0;
    this.mode = open.mode;
    this.noexec = open.noexec;
  }

  get appendOnly(): boolean {
    return this.open.appendOnly;
  }

  get mandatoryLock(): boolean {
    return this.#host.isLocked(this.inode);
  }

  get contentVersion(): number {
    return this.inode.version;
  }
}

/** Calls the operations of a driver and carries the bytes over. */
class WorldDriver implements ListDriver {
  readonly #inode: Inode;
  readonly #host: FileHost;

  constructor(inode: Inode, host: FileHost) {
    this.#inode = inode;
    this.#host = host;
  }

  getUnmappedArea(
    _file: ListFile,
    length: number,
    pgoff: number,
    flags: number,
  ): number {
    const inode = this.#inode;
    const address = inode.driver.getUnmappedArea(
      inode,
      length,
      pgoff,
      flags,
      this.#host,
    );
    return Number(toWord(address, 32));
  }

  mmap(_file: ListFile, vma: ListVma): number {
    const inode = this.#inode;
    return inode.driver.mmap(inode, this.#host.view(vma), this.#host);
  }

  read(
    _file: ListFile,
    position: number,
    count: number,
    address: number,
  ): number {
    const inode = this.#inode;
    const answer = inode.driver.read(inode, position, count, this.#host);
    if (answer > 0) {
      const bytes = new Uint8Array(answer);
      inode.driver.bytes(inode, position, bytes, this.#host);
      this.#host.memory.write(address, bytes);
    }
    return answer;
  }
}
