/**
 * Carrying out one step of a scenario.
 *
 * @module
 */
import { addWords, subtractWords, type Word } from "../../abi/word.ts";
import type { OpenFile } from "../../files/inode.ts";
import type { Outcome } from "../../mm/outcome.ts";
import * as calls from "../../mm/system_calls.ts";
import type { MmapOperation, Operation } from "../types/step.ts";
import type { Address, BytesSource } from "../types/value.ts";
import type { ScenarioWorld } from "./world.ts";

/** Addresses that earlier steps answered, by number of the step. */
export type Answers = readonly (Word | undefined)[];

/** The absolute form of an address; `undefined` if its step answered none. */
export function resolveAddress(
  address: Address,
  answers: Answers,
  wordSize: 32 | 64,
): Word | undefined {
  if (typeof address !== "object") return address;
  const base = answers[address.step];
  if (base === undefined) return undefined;
  return address.negative
    ? subtractWords(base, address.offset, wordSize)
    : addWords(base, address.offset, wordSize);
}

/** Carries out one operation of a process. */
export function perform(
  world: ScenarioWorld,
  by: number,
  operation: Operation,
  answers: Answers,
): Outcome {
  const { machine, files } = world;
  const process = world.processes[by]!;
  const at = (address: Address | undefined): Word =>
    address === undefined
      ? 0
      : resolveAddress(address, answers, machine.arch.wordSize) ?? 0;
  switch (operation.kind) {
    case "mmap": {
      const { file } = operation;
      const opened = file === undefined ? null : files[file] ?? null;
      return performMmap(world, by, operation, opened, answers);
    }
    case "munmap":
      return calls.munmap(
        machine,
        process,
        at(operation.address),
        operation.length,
      );
    case "mremap":
      return calls.mremap(machine, process, {
        address: at(operation.address),
        oldLength: operation.oldLength,
        newLength: operation.newLength,
        flags: operation.flags?.value ?? 0,
        newAddress: at(operation.newAddress),
      });
    case "ftruncate": {
      const file = files[operation.file] ?? null;
      return file === null
        ? calls.badDescriptor(machine)
        : calls.ftruncate(machine, file, Number(operation.size));
    }
    case "write": {
      const file = files[operation.file] ?? null;
      return file === null ? calls.badDescriptor(machine) : calls.write(
        machine,
        file,
        Number(operation.offset),
        bytesOf(operation.bytes),
      );
    }
    case "close":
      if (files[operation.file] === null) return calls.badDescriptor(machine);
      files[operation.file] = null;
      return calls.plainStep(machine);
    case "exit":
      return calls.exit(machine, process);
    case "store":
      return calls.store(
        machine,
        process,
        at(operation.address),
        bytesOf(operation.bytes),
      );
    case "load":
      return calls.load(
        machine,
        at(operation.address),
        Number(operation.length),
      );
    case "ptrace":
      process.ptraced = operation.traced;
      return calls.plainStep(machine);
    case "sysctl":
      machine.nrTrimPages = operation.nrTrimPages;
      return calls.plainStep(machine);
    default:
      return calls.absentCall(machine);
  }
}

/** Carries out `mmap()` on a file that is already open. */
export function performMmap(
  world: ScenarioWorld,
  by: number,
  operation: MmapOperation,
  file: OpenFile | null,
  answers: Answers,
): Outcome {
  const { machine } = world;
  const { address, length, prot, flags, offset, pgoff } = operation;
  const { wordSize } = machine.arch;
  return calls.mmap(machine, world.processes[by]!, {
    file,
    address: address === undefined
      ? 0
      : resolveAddress(address, answers, wordSize) ?? 0,
    length,
    prot: prot.value,
    flags: flags.value,
    ...(offset === undefined ? {} : { offset }),
    ...(pgoff === undefined ? {} : { pgoff }),
  });
}

/** The bytes that a step writes. */
export function bytesOf(source: BytesSource): Uint8Array {
  return source.kind === "literal"
    ? source.bytes
    : new Uint8Array(source.length).fill(source.byte);
}
