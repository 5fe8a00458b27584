/**
 * What a system call came to.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { Vma } from "../memory/region.ts";
import { type Hazard, hazard } from "../policy/hazards.ts";

/** What backs a mapping. */
export type Backing = "direct" | "copy" | "anonymous";

/** One call of a driver's operation. Fields that it does not have are absent. */
export interface DriverCall {
  /** The operation; `read` stands for `read_iter` too. */
  readonly operation:
    | "mmap_capabilities"
    | "get_unmapped_area"
    | "mmap"
    | "mmap_prepare"
    | "read";
  /** Name of the file. */
  readonly file: string;
  /** What it answered: a count, an address, or a negative errno. */
  readonly result: Word;
  /** Address hint that `get_unmapped_area` got: always 0. */
  readonly address?: Word;
  /** Bytes that `get_unmapped_area` was asked for. */
  readonly length?: Word;
  /** Offset in pages. */
  readonly pgoff?: Word;
  /** `MAP_*` flags for `get_unmapped_area`, `VM_*` flags for mmap. */
  readonly flags?: number;
  /** Start of the VMA that `mmap` saw. */
  readonly start?: Word;
  /** End of the VMA that `mmap` saw. */
  readonly end?: Word;
  /** File position of a read. */
  readonly position?: Word;
  /** Bytes that a read was asked for. */
  readonly count?: number;
}

/** A kind of kernel message. */
export type MessageKind =
  | "shared-not-supported"
  | "mismatched-share"
  | "alloc-failed"
  | "read-unsupported"
  | "munmap-not-mmapped"
  | "warning"
  | "bug"
  | "oops";

/** A line of the kernel log. */
export interface KernelMessage {
  /** What kind it is. */
  readonly kind: MessageKind;
  /** The text. */
  readonly text: string;
}

/** What a system call came to. */
export interface Outcome {
  /** 0, or a positive error number. */
  readonly errno: number;
  /** The rule that decided. */
  readonly reason: string;
  /** Rules that set or took capabilities on the way, in order. */
  readonly restricted: readonly string[];
  /** What the call returned: an address, a count or 0. */
  readonly value: Word;
  /** The new mapping. */
  readonly vma: Vma | null;
  /** What backs the new mapping. */
  readonly backing: Backing | null;
  /** The driver's operations that were called, in order. */
  readonly calls: readonly DriverCall[];
  /** What went wrong inside the kernel. */
  readonly hazards: readonly Hazard[];
  /** Lines of the kernel log. */
  readonly messages: readonly KernelMessage[];
  /** Bytes that a `load` gave. */
  readonly bytes: Uint8Array | null;
}

const NOTHING: readonly never[] = [];

/**
 * Collects what happens during one system call, and makes its outcome.
 *
 * @example
 * ```ts
 * import { ERRNO, Journal } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const journal = new Journal();
 * journal.restrict("no-get-unmapped-area");
 * const outcome = journal.refused(ERRNO.ENODEV, "shared-needs-direct");
 * assertEquals(outcome.restricted, ["no-get-unmapped-area"]);
 * assertEquals(outcome.vma, null);
 * ```
 */
export class Journal {
  #calls: DriverCall[] | undefined;
  #hazards: Hazard[] | undefined;
  #messages: KernelMessage[] | undefined;
  #restricted: string[] | undefined;
  /** The kernel did not survive. */
  fatal = false;

  /** Notes the call of a driver's operation. */
  call(call: DriverCall): void {
    (this.#calls ??= []).push(call);
  }

  /** Notes a hazard, once. */
  hazard(id: string): void {
    const found = hazard(id);
    if (found.effect === "fatal") this.fatal = true;
    const known = this.#hazards ??= [];
    if (!known.includes(found)) known.push(found);
  }

  /** Whether the hazard was noted. */
  has(id: string): boolean {
    return this.#hazards?.some((known) => known.id === id) ?? false;
  }

  /** Notes a line of the kernel log. */
  message(kind: MessageKind, text: string): void {
    (this.#messages ??= []).push({ kind, text });
  }

  /** Notes that a rule took a capability away. */
  restrict(rule: string): void {
    (this.#restricted ??= []).push(rule);
  }

  /** The rules that took a capability away, in order. */
  get restrictions(): readonly string[] {
    return this.#restricted ?? NOTHING;
  }

  /** The outcome of a call that failed. */
  refused(errno: number, reason: string): Outcome {
    return this.#outcome(errno, reason, 0, null, null, null);
  }

  /** The outcome of a call that succeeded. */
  done(reason: string, value: Word = 0): Outcome {
    return this.#outcome(0, reason, value, null, null, null);
  }

  /** The outcome of a new mapping. */
  mapped(reason: string, vma: Vma, backing: Backing): Outcome {
    return this.#outcome(0, reason, vma.start, vma, backing, null);
  }

  /** The outcome of a load. */
  loaded(bytes: Uint8Array): Outcome {
    return this.#outcome(0, "done", 0, null, null, bytes);
  }

  #outcome(
    errno: number,
    reason: string,
    value: Word,
    vma: Vma | null,
    backing: Backing | null,
    bytes: Uint8Array | null,
  ): Outcome {
    return {
      errno,
      reason,
      restricted: this.#restricted ?? NOTHING,
      value,
      vma,
      backing,
      calls: this.#calls ?? NOTHING,
      hazards: this.#hazards ?? NOTHING,
      messages: this.#messages ?? NOTHING,
      bytes,
    };
  }
}
