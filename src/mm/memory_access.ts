/**
 * What a process does with its memory, without a system call.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { Inode } from "../files/inode.ts";
import { checkBytes, checkWhole, refuse } from "../given.ts";
import { givenWord } from "../abi/given_word.ts";
import type { Machine } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import { Process } from "./process.ts";
import { begin, PROCESS } from "./call.ts";

/** Bytes that one load may want: more is a mistake. */
const MOST_LOADED = 2 ** 28;

/**
 * The process stores bytes; without an MMU nothing checks the address.
 *
 * @throws {ArgumentError} if an argument is of another type or no word.
 *
 * @example
 * ```ts
 * import { load, Machine, mmap, store } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * const anonymous = { file: null, length: 4096, prot: 3, flags: 0x22 };
 * const { value } = mmap(machine, process, anonymous);
 * store(machine, process, value, Uint8Array.of(1, 2));
 * assertEquals(load(machine, value, 4).bytes, Uint8Array.of(1, 2, 0, 0));
 * ```
 */
export function store(
  machine: Machine,
  process: Process,
  address: Word,
  bytes: Uint8Array,
): Outcome {
  const journal = begin(machine);
  if (!(process instanceof Process)) refuse(PROCESS, "process", process);
  checkBytes("bytes", bytes);
  const start = givenWord("address", address, machine.arch.wordSize);
  const file = process.tree.at(start)?.file;
  if (file) machine.beforeStore(file.inode as Inode, start);
  machine.memory.write(start, bytes);
  return journal.done("done");
}

/**
 * The process loads `length` bytes; without an MMU nothing checks the address.
 * {@linkcode store} has an example.
 *
 * @throws {ArgumentError} if an argument is of another type or no word.
 */
export function load(
  machine: Machine,
  address: Word,
  length: number,
): Outcome {
  const journal = begin(machine);
  checkWhole("length", length, MOST_LOADED);
  const start = givenWord("address", address, machine.arch.wordSize);
  return journal.loaded(machine.memory.read(start, length));
}
