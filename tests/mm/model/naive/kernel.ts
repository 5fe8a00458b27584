/**
 * A kernel with regions as slow and plain as can be: arrays, one walk over
 * each of them, every byte of memory. It shares no code with the engine, and
 * has the engine say only where new memory lies.
 */
import type { Release } from "../release.ts";
import { write } from "./contents.ts";
import { mmap } from "./mmap.ts";
import { mremap } from "./mremap.ts";
import { exit, munmap } from "./munmap.ts";
import type { SearchOrder } from "./share.ts";
import { NaiveState } from "./state.ts";
import { ftruncate } from "./truncate.ts";
import type {
  NaiveInode,
  NaiveRegion,
  NaiveRequest,
  NaiveVma,
  PageFinder,
  Prediction,
} from "./types.ts";

const byAddress: SearchOrder = (regions) =>
  regions.toSorted((a, b) => a.start - b.start);

/** The kernel. */
export class NaiveKernel {
  readonly #state: NaiveState;
  readonly #searched: SearchOrder;

  constructor(
    release: Release,
    trim: number,
    searched: SearchOrder = byAddress,
  ) {
    this.#state = new NaiveState(release, trim);
    this.#searched = searched;
  }

  get release(): Release {
    return this.#state.release;
  }

  get processes(): readonly (readonly NaiveVma[])[] {
    return this.#state.processes;
  }

  get regions(): readonly NaiveRegion[] {
    return this.#state.regions;
  }

  /** The inode of each declaration. */
  get files(): readonly NaiveInode[] {
    return this.#state.files;
  }

  /** What has gone wrong in the kernel during the last call. */
  get hazards(): ReadonlySet<string> {
    return this.#state.hazards;
  }

  /** Another call begins. */
  begin(): void {
    this.#state.hazards.clear();
  }

  mmap(request: NaiveRequest): Prediction {
    return mmap(this.#state, request, this.#searched);
  }

  munmap(process: number, start: number, length: number): string | undefined {
    return munmap(this.#state, process, start, length);
  }

  mremap(
    process: number,
    address: number,
    oldLength: number,
    newLength: number,
  ): string | undefined {
    return mremap(this.#state, process, address, oldLength, newLength);
  }

  exit(process: number): void {
    exit(this.#state, process);
  }

  ftruncate(
    file: number,
    size: number,
    pageAt: PageFinder,
  ): string | undefined {
    return ftruncate(this.#state, file, size, pageAt);
  }

  write(
    file: number,
    position: number,
    bytes: Uint8Array,
    pageAt: PageFinder,
  ): number | string {
    return write(this.#state, file, position, bytes, pageAt);
  }

  /** The bytes at an address, as far as there is memory. */
  load(address: number, length: number): Uint8Array {
    return this.#state.memory.load(address, length);
  }

  /** Stores one byte all over; `false` where there is no memory. */
  store(address: number, byte: number, length: number): boolean {
    return this.#state.memory.store(address, byte, length);
  }
}
