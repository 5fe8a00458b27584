/**
 * A kernel with regions as slow and plain as can be: arrays, one walk over
 * each of them, every byte of memory. It shares no code with the engine, and
 * has the engine say only where new memory lies.
 */
import { decideFile, isShareable } from "./decision.ts";
import {
  type FileDeclaration,
  FILES,
  PAGE,
  RAM_BASE,
  RAM_SIZE,
  SHORT,
} from "./files.ts";
import type { Release } from "./release.ts";

/** An inode. */
export interface NaiveInode {
  readonly declaration: FileDeclaration;
  size: number;
  /** Bytes of what does not live in RAM. */
  readonly bytes: Uint8Array;
  /** Address of each page of a file in RAM. */
  readonly pages: Map<number, number>;
}

/** Memory that is mapped. */
export interface NaiveRegion {
  start: number;
  end: number;
  top: number;
  pgoff: number;
  usage: number;
  readonly inode: NaiveInode | undefined;
  readonly shareable: boolean;
  readonly copied: boolean;
}

/** A view of it. */
export interface NaiveVma {
  start: number;
  end: number;
  pgoff: number;
  region: NaiveRegion;
  readonly file: FileDeclaration | undefined;
  readonly shared: boolean;
  /** Where the process's tree believes that it ends. */
  known: number;
}

/** A request for a mapping. */
export interface NaiveRequest {
  readonly process: number;
  readonly file: number;
  readonly length: number;
  readonly wants: string;
  readonly shared: boolean;
  readonly pgoff: number;
}

/** Where the engine has put a page of the file that a call is about. */
export type PageFinder = (index: number) => number | undefined;

/** What must come of it. */
export type Prediction =
  | { readonly errno: string }
  | {
    /** Where it lies; left out: wherever there is room. */
    readonly address?: number;
    readonly backing: "direct" | "copy" | "anonymous";
    /** Makes the mapping, once its address is known. */
    readonly settle: (address: number, pageAt: PageFinder) => NaiveVma;
  };

const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE);

/** The kernel. */
export class NaiveKernel {
  readonly inodes: NaiveInode[] = [];
  readonly files: NaiveInode[] = [];
  readonly processes: NaiveVma[][] = [[], [], []];
  readonly regions: NaiveRegion[] = [];
  readonly ram: Uint8Array = new Uint8Array(RAM_SIZE);
  /** What each page of RAM is used for. */
  readonly owners: (string | undefined)[] = Array(RAM_SIZE / PAGE);
  readonly release: Release;
  readonly trim: number;

  constructor(release: Release, trim: number) {
    this.release = release;
    this.trim = trim;
    for (const declaration of FILES) {
      let inode = this.files[declaration.again ?? -1];
      if (inode === undefined) {
        const bytes = new Uint8Array(
          declaration.type === "ramfs" ? 0 : declaration.size,
        );
        for (let at = 0; at < bytes.length; at++) {
          bytes[at] = (at - at % 4 + 1) >>> (at % 4 * 8);
        }
        inode = {
          declaration,
          size: declaration.size,
          bytes,
          pages: new Map(),
        };
        this.inodes.push(inode);
      }
      this.files.push(inode);
    }
  }

  // Memory

  /** Whether there is a free block for so many pages. */
  hasRoom(pages: number): boolean {
    let block = 1;
    while (block < pages) block *= 2;
    for (let from = 0; from + block <= this.owners.length; from += block) {
      let free = true;
      for (let i = from; i < from + block; i++) {
        if (this.owners[i] !== undefined) free = false;
      }
      if (free) return true;
    }
    return false;
  }

  take(address: number, pages: number, owner: string): void {
    if (address % PAGE !== 0) throw new Error(`${owner} is not on a page`);
    for (let i = 0; i < pages; i++) {
      const page = (address - RAM_BASE) / PAGE + i;
      if (page < 0 || page >= this.owners.length) {
        throw new Error(`${owner} is not in RAM`);
      }
      if (this.owners[page] !== undefined) {
        throw new Error(`${owner} takes a page of ${this.owners[page]}`);
      }
      this.owners[page] = owner;
      this.ram.fill(0, page * PAGE, (page + 1) * PAGE);
    }
  }

  give(from: number, to: number): void {
    for (let at = from; at < to; at += PAGE) {
      const page = (at - RAM_BASE) / PAGE;
      if (this.owners[page] === undefined) throw new Error("Freed twice");
      this.owners[page] = undefined;
    }
  }

  /** The byte at an address: where it is kept, and its place there. */
  #byte(address: number): [Uint8Array, number] | undefined {
    if (address >= RAM_BASE && address < RAM_BASE + RAM_SIZE) {
      return [this.ram, address - RAM_BASE];
    }
    for (const { declaration: { area }, bytes } of this.inodes) {
      if (typeof area !== "number") continue;
      if (address >= area && address < area + bytes.length) {
        return [bytes, address - area];
      }
    }
    return undefined;
  }

  /** The bytes at an address, as far as there is memory. */
  load(address: number, length: number): Uint8Array {
    const found = this.#byte(address);
    return found === undefined
      ? new Uint8Array()
      : found[0].subarray(found[1], found[1] + length);
  }

  store(address: number, byte: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (!this.#byte(address + i)) return false;
    for (let i = 0; i < length; i++) {
      const [where, at] = this.#byte(address + i)!;
      where[at] = byte;
    }
    return true;
  }

  /** A byte of a file. */
  fileByte(inode: NaiveInode, position: number): number {
    if (position >= inode.size) return 0;
    if (inode.declaration.type !== "ramfs") return inode.bytes[position]!;
    const page = inode.pages.get(Math.floor(position / PAGE));
    return page === undefined
      ? 0
      : this.ram[page - RAM_BASE + position % PAGE]!;
  }

  // Mapping

  mmap(request: NaiveRequest): Prediction {
    const { rounds } = this.release;
    const { file: number, wants, shared, pgoff } = request;
    const pages = pagesOf(request.length);
    const length = rounds ? pages * PAGE : request.length;
    const declaration = FILES[number];
    const inode = this.files[number];
    if (request.length === 0) return { errno: "EINVAL" };
    if (declaration === undefined || inode === undefined) {
      return this.#allocate(request, undefined, pages, length, false);
    }
    const asked = { file: declaration, wants, shared };
    const decided = decideFile(asked, this.release);
    if (typeof decided === "string") return { errno: decided };
    const can = new Set(decided);
    const shareable = isShareable(asked, can, this.release);

    let area: number | undefined;
    if (shareable) {
      const known = this.#findShared(inode, pgoff, pages, can.has("D"));
      if (known === "violation") return { errno: "EINVAL" };
      if (known !== undefined) return this.#join(request, known, length);
      if (can.has("D") || (this.release.asksAlways && hasArea(declaration))) {
        const answer = this.#area(inode, pgoff, pages, shared);
        if (typeof answer === "number") area = answer;
        else if (answer !== "ENOSYS") return { errno: answer };
        else if (!can.has("C")) return { errno: "ENODEV" };
        else can.delete("D");
      }
    }
    const asksDriver = shared || can.has("D") || this.release.asksAlways;
    if (asksDriver) {
      const answer = this.#driverMaps(declaration, shareable, shared);
      if (answer === undefined) {
        const start = area ?? 0;
        return {
          address: start,
          backing: "direct",
          settle: () => {
            const region: NaiveRegion = {
              start,
              end: start + length,
              top: start + length,
              pgoff,
              usage: 1,
              inode,
              shareable,
              copied: false,
            };
            this.regions.push(region);
            return this.#enter(request, region, start, length);
          },
        };
      }
      if (shared) {
        return { errno: answer === "ENOSYS" ? "ENODEV" : answer };
      }
      if (answer !== "ENOSYS") return { errno: answer };
    }
    return this.#allocate(request, inode, pages, length, shareable);
  }

  #findShared(
    inode: NaiveInode,
    pgoff: number,
    pages: number,
    direct: boolean,
  ): NaiveRegion | "violation" | undefined {
    for (const region of this.#searched()) {
      if (!region.shareable || region.inode !== inode) continue;
      const has = pagesOf(region.end - region.start);
      const touches = region.pgoff < pgoff + pages &&
        pgoff < region.pgoff + has;
      if (!touches) continue;
      const contains = region.pgoff <= pgoff &&
        pgoff + pages <= region.pgoff + has;
      if (contains) return region;
      if (!direct) return "violation";
    }
    return undefined;
  }

  /** The regions in the order in which they are looked at. */
  #searched(): NaiveRegion[] {
    const all = [...this.regions].sort((a, b) => a.start - b.start);
    if (!this.release.newestFirst) return all;
    const copies = this.regions.filter(({ copied }) => copied).reverse();
    return [...copies, ...all.filter(({ copied }) => !copied)];
  }

  #join(
    request: NaiveRequest,
    region: NaiveRegion,
    length: number,
  ): Prediction {
    if (!region.copied) {
      const declaration = FILES[request.file]!;
      const answer = this.#driverMaps(declaration, true, request.shared);
      if (answer !== undefined) {
        return { errno: answer === "ENOSYS" ? "ENODEV" : answer };
      }
    }
    const address = region.start + (request.pgoff - region.pgoff) * PAGE;
    return {
      address,
      backing: region.copied ? "copy" : "direct",
      settle: () => {
        region.usage++;
        return this.#enter(request, region, address, length);
      },
    };
  }

  #area(
    inode: NaiveInode,
    pgoff: number,
    pages: number,
    shared: boolean,
  ): number | string {
    const { area, type } = inode.declaration;
    if (type !== "ramfs") {
      return typeof area === "number" ? area + pgoff * PAGE : area ?? "ENOSYS";
    }
    const { oldRamfs } = this.release;
    if (oldRamfs && !shared) return 0;
    if (pgoff + pages > pagesOf(inode.size)) {
      return oldRamfs ? "EINVAL" : "ENOSYS";
    }
    const first = inode.pages.get(pgoff);
    for (let i = 0; i < pages; i++) {
      if (
        first === undefined || inode.pages.get(pgoff + i) !== first + i * PAGE
      ) {
        return oldRamfs ? "ENOMEM" : "ENOSYS";
      }
    }
    return first!;
  }

  /** What the driver's mmap says: nothing, or an errno. */
  #driverMaps(
    { mmap, type }: FileDeclaration,
    shareable: boolean,
    shared: boolean,
  ): string | undefined {
    if (type === "ramfs" && this.release.oldRamfs) {
      return shared ? undefined : "ENOSYS";
    }
    if (mmap !== "shared-only") return mmap;
    return shareable ? undefined : "ENOSYS";
  }

  #allocate(
    request: NaiveRequest,
    inode: NaiveInode | undefined,
    pages: number,
    length: number,
    shareable: boolean,
  ): Prediction {
    let total = 1;
    while (total < pages) total *= 2;
    if (!this.hasRoom(pages)) return { errno: "ENOMEM" };
    if (this.trim !== 0 && total - pages >= this.trim) total = pages;
    if (inode?.declaration.read === "EIO") return { errno: "EIO" };
    const { pgoff } = request;
    return {
      backing: inode === undefined ? "anonymous" : "copy",
      settle: (address, pageAt) => {
        this.take(address, total, "a mapping");
        if (inode !== undefined) {
          this.#fillHoles(inode, pgoff * PAGE, pages * PAGE, pageAt);
          const short = inode.declaration.read === "short" ? SHORT : Infinity;
          for (let i = 0; i < Math.min(pages * PAGE, short); i++) {
            this.ram[address - RAM_BASE + i] = this.fileByte(
              inode,
              pgoff * PAGE + i,
            );
          }
        }
        const region: NaiveRegion = {
          start: address,
          end: address + pages * PAGE,
          top: address + total * PAGE,
          pgoff,
          usage: 1,
          inode,
          shareable,
          copied: true,
        };
        this.regions.push(region);
        return this.#enter(request, region, address, length);
      },
    };
  }

  #enter(
    { process, file, pgoff, shared }: NaiveRequest,
    region: NaiveRegion,
    start: number,
    length: number,
  ): NaiveVma {
    const vma: NaiveVma = {
      start,
      end: start + length,
      known: start + length,
      pgoff,
      region,
      file: FILES[file],
      shared,
    };
    const vmas = this.processes[process]!;
    vmas.push(vma);
    sortVmas(vmas);
    return vma;
  }

  /** Whether the process has another mapping where this one lies. */
  overlaps(process: number, vma: NaiveVma): boolean {
    return this.processes[process]!.some((other) =>
      other !== vma && other.start < vma.end && vma.start < other.known
    );
  }

  /** A file in RAM gets pages where it is read. */
  #fillHoles(
    inode: NaiveInode,
    position: number,
    length: number,
    pageAt: PageFinder,
  ): void {
    if (inode.declaration.type !== "ramfs") return;
    const end = Math.min(position + length, inode.size);
    for (let at = position; at < end; at += PAGE) {
      if (inode.pages.has(at / PAGE)) continue;
      if (!this.hasRoom(1)) return;
      this.adopt(inode, at / PAGE, pageAt(at / PAGE));
    }
  }

  // Unmapping

  munmap(process: number, start: number, length: number): string | undefined {
    const bytes = this.release.rounds ? pagesOf(length) * PAGE : length;
    if (bytes === 0) return "EINVAL";
    const end = start + bytes;
    const found = this.#from(process, start, end);
    const vma = found[0];
    if (vma === undefined) return "EINVAL";
    if (vma.file !== undefined) {
      for (const each of found) {
        if (start > each.start) return "EINVAL";
        if (end === each.end) return this.#remove(process, each);
      }
      return "EINVAL";
    }
    if (start === vma.start && end === vma.end) {
      return this.#remove(process, vma);
    }
    if (start < vma.start || end > vma.end) return "EINVAL";
    if (start % PAGE !== 0) return "EINVAL";
    if (end !== vma.end && end % PAGE !== 0) return "EINVAL";
    const { region } = vma;
    if (start !== vma.start && end !== vma.end) {
      const pages = (start - vma.start) / PAGE;
      const lower: NaiveRegion = { ...region, end: start, top: start };
      const below: NaiveVma = { ...vma, end: start, region: lower };
      below.known = start;
      region.start = vma.start = start;
      region.pgoff += pages;
      vma.pgoff += pages;
      this.regions.push(lower);
      this.processes[process]!.push(below);
    }
    if (start > vma.start) {
      vma.end = vma.known = start;
      this.give(start, region.top);
      region.top = region.end = start;
    } else {
      vma.start = end;
      this.give(start, end);
      region.start = end;
    }
    sortVmas(this.processes[process]!);
    return undefined;
  }

  /** The mappings that a call with this range looks at. */
  #from(process: number, start: number, end: number): NaiveVma[] {
    const vmas = this.processes[process]!;
    if (this.release.maple) {
      return vmas.filter((vma) => vma.start < end && start < vma.known);
    }
    const first = vmas.findIndex((vma) =>
      vma.start <= start && start < vma.end
    );
    return first < 0 ? [] : vmas.slice(first);
  }

  #remove(process: number, vma: NaiveVma): undefined {
    const vmas = this.processes[process]!;
    vmas.splice(vmas.indexOf(vma), 1);
    const { region } = vma;
    if (--region.usage > 0) return;
    this.regions.splice(this.regions.indexOf(region), 1);
    if (region.copied) this.give(region.start, region.top);
  }

  exit(process: number): void {
    while (this.processes[process]!.length > 0) {
      this.#remove(process, this.processes[process]![0]!);
    }
  }

  mremap(
    process: number,
    address: number,
    oldLength: number,
    newLength: number,
  ): string | undefined {
    const round = (bytes: number) =>
      this.release.rounds ? pagesOf(bytes) * PAGE : bytes;
    const [before, after] = [round(oldLength), round(newLength)];
    if (before === 0 || after === 0 || address % PAGE !== 0) return "EINVAL";
    const end = address + before;
    const vma = this.processes[process]!.find((vma) =>
      this.release.maple
        ? vma.start <= address && address < vma.known
        : vma.start === address && vma.end === end
    );
    if (vma?.start !== address || vma.end !== end) return "EINVAL";
    const { region } = vma;
    if (vma.file !== undefined && isViewShareable(vma, region)) return "EPERM";
    if (after > region.end - region.start) return "ENOMEM";
    vma.end = address + after;
    sortVmas(this.processes[process]!);
    return undefined;
  }

  // Files

  /** Takes the pages that a file in RAM has got. */
  adopt(
    inode: NaiveInode,
    index: number,
    address: number | undefined,
  ): void {
    if (address === undefined) throw new Error(`Page ${index} is missing`);
    if (inode.pages.has(index)) throw new Error(`Page ${index} is there`);
    this.take(address, 1, `page ${index}`);
    inode.pages.set(index, address);
  }

  /** An errno, or what to do with the pages that the file has got. */
  ftruncate(
    file: number,
    size: number,
    pageAt: PageFinder,
  ): string | undefined {
    const inode = this.files[file]!;
    if (FILES[file]!.mode === "r") return "EINVAL";
    if (size === inode.size) return undefined;
    if (inode.size === 0) {
      inode.size = size;
      if (!this.hasRoom(pagesOf(size))) return "ENOMEM";
      for (let i = 0; i < pagesOf(size); i++) this.adopt(inode, i, pageAt(i));
      return undefined;
    }
    if (size < inode.size) {
      const low = Math.floor(size / PAGE);
      const high = pagesOf(inode.size);
      for (const vma of this.processes.flat()) {
        if (!vma.shared || this.files[FILES.indexOf(vma.file!)] !== inode) {
          continue;
        }
        const last = vma.pgoff + Math.floor((vma.end - vma.start) / PAGE) - 1;
        if (vma.pgoff <= high && last >= low) return "ETXTBSY";
      }
      for (const [index, page] of [...inode.pages]) {
        if (index < pagesOf(size)) continue;
        inode.pages.delete(index);
        this.give(page, page + PAGE);
      }
      const last = inode.pages.get(Math.floor(size / PAGE));
      if (last !== undefined && size % PAGE !== 0) {
        const at = last - RAM_BASE;
        this.ram.fill(0, at + size % PAGE, at + PAGE);
      }
    }
    inode.size = size;
    return undefined;
  }

  /** How many bytes are taken, or an errno. */
  write(
    file: number,
    position: number,
    bytes: Uint8Array,
    pageAt: PageFinder,
  ): number | string {
    const inode = this.files[file]!;
    if (FILES[file]!.mode === "r") return "EBADF";
    if (inode.declaration.type !== "ramfs") {
      let taken = 0;
      for (; taken < bytes.length && position + taken < inode.size; taken++) {
        inode.bytes[position + taken] = bytes[taken]!;
      }
      return taken;
    }
    for (let i = 0; i < bytes.length; i++) {
      const index = Math.floor((position + i) / PAGE);
      if (!inode.pages.has(index)) {
        if (!this.hasRoom(1)) return i === 0 ? "ENOMEM" : i;
        this.adopt(inode, index, pageAt(index));
      }
      const page = inode.pages.get(index)!;
      this.ram[page - RAM_BASE + (position + i) % PAGE] = bytes[i]!;
      inode.size = Math.max(inode.size, position + i + 1);
    }
    return bytes.length;
  }
}

function hasArea({ type, area }: FileDeclaration): boolean {
  return type === "ramfs" || area !== undefined;
}

function isViewShareable(vma: NaiveVma, region: NaiveRegion): boolean {
  return vma.shared || region.shareable;
}

function sortVmas(vmas: NaiveVma[]): void {
  vmas.sort((a, b) => a.start - b.start || a.end - b.end);
}
