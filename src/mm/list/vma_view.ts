/**
 * A VMA before regions in the form that it has since: what is shared is the VMA
 * itself, so it is its own region.
 *
 * @module
 */
import type { OpenFile } from "../../files/inode.ts";
import type { Region, Vma } from "../../memory/region.ts";
import type { Kmalloc } from "./kmalloc.ts";
import type { ListVma } from "./vma.ts";

/** Shows a VMA as a VMA and as a region. */
export class VmaView implements Vma, Region {
  /** The VMA that is shown. */
  readonly source: ListVma;
  readonly file: OpenFile | null;
  readonly icacheFlushed: boolean = false;
  readonly indexedPages: number = 0;
  readonly origin: null = null;
  readonly #kmalloc: Kmalloc;

  /** Shows `source`, a mapping of `file`. */
  constructor(source: ListVma, file: OpenFile | null, kmalloc: Kmalloc) {
    this.source = source;
    this.file = file;
    this.#kmalloc = kmalloc;
  }

  /** Number in order of creation, from 1. */
  get id(): number {
    return this.source.id;
  }

  /** The VMA itself. */
  get region(): Region {
    return this;
  }

  /** First address. */
  get start(): number {
    return this.source.start;
  }

  /** A driver may move the start. */
  set start(address: number) {
    this.source.start = address;
  }

  /** Address after the last byte. */
  get end(): number {
    return this.source.end;
  }

  /** A driver may move the end. */
  set end(address: number) {
    this.source.end = address;
  }

  /** Address after the last byte that `kmalloc()` gave. */
  get top(): number {
    const { copied, start, end } = this.source;
    return copied ? start + this.#kmalloc.sizeOf(start) : end;
  }

  /** Offset in the file, in pages. */
  get pgoff(): number {
    return this.source.pgoff;
  }

  /** `VM_*` flags. */
  get flags(): number {
    return this.source.flags;
  }

  /** A driver may add flags. */
  set flags(flags: number) {
    this.source.flags = flags;
  }

  /** Processes that use it. */
  get usage(): number {
    return this.source.usage;
  }

  /** Nobody uses it any more. */
  get freed(): boolean {
    return this.source.usage === 0;
  }

  /** Changes of the file's contents before the copy was made. */
  get contentVersion(): number {
    return this.source.contentVersion;
  }
}
