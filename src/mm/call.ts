/**
 * The beginning and the end of a system call.
 *
 * @module
 */
import { refuse } from "../given.ts";
import { Machine } from "./machine.ts";
import { Journal, type Outcome } from "./outcome.ts";

// An `instanceof` that names its class is free, one that is handed it is not.
const MACHINE = "an instance of Machine";
/** What a process has to be. */
export const PROCESS = "an instance of Process";
/** What an open file has to be. */
export const FILE = "an instance of OpenFile";

/**
 * A call begins, with nothing noted of it.
 *
 * @throws {ArgumentError} if there is no machine.
 */
export function begin(machine: Machine): Journal {
  if (!(machine instanceof Machine)) refuse(MACHINE, "machine", machine);
  return machine.journal = new Journal();
}

/** A call ends; the kernel may have stopped in it. */
export function end(machine: Machine, outcome: Outcome): Outcome {
  if (machine.journal.fatal) machine.dead = true;
  return outcome;
}
