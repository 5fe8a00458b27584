/**
 * A process before regions.
 *
 * @module
 */
import type { ProcessOptions } from "../process.ts";
import type { WorldProcess } from "../world.ts";
import type { ListProcess } from "./machine.ts";
import type { ListElement } from "./vma.ts";

/** A process of a {@linkcode ListWorld}. */
export class ListWorldProcess implements ListProcess, WorldProcess {
  readonly name: string;
  /** Number, from 1. */
  readonly pid: number;
  readonly readImpliesExec: boolean;
  /** A debugger is attached. */
  ptraced: boolean;
  /** Pages mapped less pages unmapped; may be negative. */
  totalVm = 0;
  /** Its mappings. */
  list: ListElement | null = null;
  /** The process has exited. */
  exited = false;

  /** Makes the process. */
  constructor(pid: number, options: ProcessOptions = {}) {
    this.pid = pid;
    this.name = options.name ?? `process ${pid}`;
    this.ptraced = options.ptraced ?? false;
    this.readImpliesExec = options.readImpliesExec ?? false;
  }

  /** Mappings of the process. */
  get mapCount(): number {
    let count = 0;
    for (let at = this.list; at !== null; at = at.next) count++;
    return count;
  }
}
