/**
 * The state of a world after a step, as the recordings write it.
 *
 * @module
 */
import type { ListProcess } from "../../mm/list/machine.ts";
import type { Json } from "../types.ts";
import { word } from "./calls.ts";

import type { BdiWorld } from "./world.ts";

/** VMAs in the order of the tree, processes that have something, counters. */
export function stateOf(
  world: BdiWorld,
  processes: readonly ListProcess[],
): Json {
  const { machine, kmalloc } = world;
  const name = (address: number): string =>
    kmalloc.name(address) ?? word(address);
  return {
    vmas: machine.tree.vmas.map((vma) => ({
      vma: vma.id,
      start: name(vma.start),
      end: name(vma.end),
      vm_flags: word(vma.flags >>> 0),
      pgoff: vma.pgoff,
      file: vma.file?.number ?? -1,
      usage: vma.usage,
    })),
    procs: processes.flatMap((process, proc) => {
      const list = vmasOf(process);
      return list.length === 0 && process.totalVm === 0
        ? []
        : [{ proc, total_vm: process.totalVm, list }];
    }),
    realalloc: machine.realalloc,
    askedalloc: machine.askedalloc,
    live: kmalloc.live,
  };
}

function vmasOf(process: ListProcess): number[] {
  const list: number[] = [];
  for (let at = process.list; at !== null; at = at.next) list.push(at.vma.id);
  return list;
}
