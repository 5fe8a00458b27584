/**
 * What happened during one system call, in order, as numbers: writing it down
 * allocates nothing, and two traces are compared word by word.
 *
 * @module
 */

/** Kinds of events; the words that follow are named in their order. */
export const EVENT = {
  /** prot, flags, answer. */
  SECURITY: 1,
  /** use, bytes, 1 or 0. */
  KMALLOC: 2,
  /** file, address, length, pgoff, flags, answer. */
  GET_UNMAPPED_AREA: 3,
  /** file, start, end, VM flags, pgoff, answer; as the driver saw them. */
  MMAP: 4,
  /** file, count, position, answer. */
  READ: 5,
  /** address. */
  KFREE: 6,
  /** start. */
  CLOSE: 7,
  /** start, length. */
  ICACHE: 8,
  /** one of {@linkcode PRINTK}. */
  PRINTK: 9,
} as const;

/** Words after the kind of an event, by kind. */
const EVENT_WORDS: readonly number[] = [0, 3, 3, 6, 6, 4, 1, 1, 2, 1];

/** Lines of the kernel log. */
export const PRINTK = {
  FIXED: 1,
  NOT_COMPLETELY: 2,
  MISMATCHED: 3,
  DATA_FAILED: 4,
  ELEMENT_FAILED: 5,
  VMA_FAILED: 6,
  NOT_MAPPED: 7,
} as const;

/** The events of one system call. */
export class Trace {
  /** The words; those from `length` on mean nothing. */
  words: Float64Array = new Float64Array(256);
  /** Words in use. */
  length = 0;

  /** Notes an event of up to six words. */
  note(kind: number, a: number, b = 0, c = 0, d = 0, e = 0, f = 0): void {
    const size = EVENT_WORDS[kind]! + 1;
    if (this.length + 7 > this.words.length) this.#grow();
    const { words, length } = this;
    words[length] = kind;
    words[length + 1] = a;
    words[length + 2] = b;
    words[length + 3] = c;
    words[length + 4] = d;
    words[length + 5] = e;
    words[length + 6] = f;
    this.length = length + size;
  }

  /** Calls `visit` with the kind of every event and the place of its words. */
  forEach(visit: (kind: number, at: number) => void): void {
    for (let at = 0; at < this.length;) {
      const kind = this.words[at]!;
      visit(kind, at + 1);
      at += EVENT_WORDS[kind]! + 1;
    }
  }

  #grow(): void {
    const words = new Float64Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
  }
}
