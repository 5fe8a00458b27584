/**
 * The events of a call as the recordings write them.
 *
 * @module
 */
import { EVENT, PRINTK, type Trace } from "../../mm/list/trace.ts";

/** Names of what memory is allocated for, by use. */
const USES: readonly string[] = ["vml", "vma", "data"];

const MESSAGES: ReadonlyMap<number, string> = new Map<number, string>([
  [PRINTK.FIXED, "fixed"],
  [PRINTK.NOT_COMPLETELY, "not-completely"],
  [PRINTK.MISMATCHED, "mismatched"],
  [PRINTK.DATA_FAILED, "alloc-failed"],
  [PRINTK.ELEMENT_FAILED, "vml-alloc-failed"],
  [PRINTK.VMA_FAILED, "vml-alloc-failed"],
  [PRINTK.NOT_MAPPED, "munmap-non-mmaped"],
]);

/** The calls of a trace, in order. */
export function callsOf(
  trace: Trace,
  addressName: (address: number) => string,
): (readonly unknown[])[] {
  const calls: (readonly unknown[])[] = [];
  const { words } = trace;
  trace.forEach((kind, at) => {
    const a = words[at]!;
    const b = words[at + 1]!;
    const c = words[at + 2]!;
    const d = words[at + 3]!;
    const e = words[at + 4]!;
    const f = words[at + 5]!;
    switch (kind) {
      case EVENT.SECURITY:
        return calls.push(["security", a, hex(b), c]);
      case EVENT.KMALLOC:
        return calls.push(["kmalloc", USES[a], b, c]);
      case EVENT.GET_UNMAPPED_AREA:
        return calls.push([
          "gua",
          a,
          hex(b),
          hex(c),
          hex(d),
          hex(e),
          word(f),
        ]);
      case EVENT.MMAP:
        return calls.push([
          "mmap",
          a,
          word(b),
          word(c),
          hex(d),
          hex(e),
          f,
        ]);
      case EVENT.READ:
        return calls.push(["read", a, b, hex(c), d, 1]);
      case EVENT.KFREE:
        return calls.push(["kfree", "data"]);
      case EVENT.CLOSE:
        return calls.push(["close", addressName(a)]);
      case EVENT.ICACHE:
        return calls.push(["icache", addressName(a), hex(b)]);
      case EVENT.PRINTK:
        return calls.push(["printk", MESSAGES.get(a)]);
    }
  });
  return calls;
}

/** `0x` and eight digits. */
export function word(value: number): string {
  return `0x${value.toString(16).padStart(8, "0")}`;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
