/**
 * Carrying out one step of a scenario.
 *
 * @module
 */
import { addWords, subtractWords, type Word } from "../../abi/word.ts";
import type { OpenFile } from "../../files/inode.ts";
import type { Outcome } from "../../mm/outcome.ts";
import type { MmapOperation, Operation } from "../types/step.ts";
import type { Address, BytesSource } from "../types/value.ts";
import type { ScenarioWorld } from "./build_world.ts";

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

/** The label of an operation's address whose step answered no address. */
export function failedLabel(
  operation: Operation,
  answers: Answers,
): string | undefined {
  for (const key of ["address", "newAddress"] as const) {
    const address = (operation as Partial<Record<typeof key, Address>>)[key];
    if (typeof address === "object" && answers[address.step] === undefined) {
      return address.label;
    }
  }
  return undefined;
}

/** Carries out one operation of a process. */
export function perform(
  scene: ScenarioWorld,
  by: number,
  operation: Operation,
  answers: Answers,
): Outcome {
  const { world, files } = scene;
  const process = scene.processes[by]!;
  const at = (address: Address | undefined): Word =>
    address === undefined
      ? 0
      : resolveAddress(address, answers, world.arch.wordSize) ?? 0;
  switch (operation.kind) {
    case "mmap": {
      const { file } = operation;
      const opened = file === undefined ? null : files[file] ?? null;
      return performMmap(scene, by, operation, opened, answers);
    }
    case "munmap":
      return world.munmap(process, at(operation.address), operation.length);
    case "mremap":
      return world.mremap(process, {
        address: at(operation.address),
        oldLength: operation.oldLength,
        newLength: operation.newLength,
        flags: operation.flags?.value ?? 0,
        newAddress: at(operation.newAddress),
      });
    case "ftruncate": {
      const file = files[operation.file] ?? null;
      return file === null
        ? world.badDescriptor()
        : world.ftruncate(file, Number(operation.size));
    }
    case "write": {
      const file = files[operation.file] ?? null;
      return file === null
        ? world.badDescriptor()
        : world.write(file, Number(operation.offset), bytesOf(operation.bytes));
    }
    case "close":
      if (files[operation.file] === null) return world.badDescriptor();
      files[operation.file] = null;
      return world.plainStep();
    case "exit":
      return world.exit(process);
    case "store":
      return world.store(
        process,
        at(operation.address),
        bytesOf(operation.bytes),
      );
    case "load":
      return world.load(at(operation.address), Number(operation.length));
    case "ptrace":
      process.ptraced = operation.traced;
      return world.plainStep();
    case "sysctl":
      world.nrTrimPages = operation.nrTrimPages;
      return world.plainStep();
    default:
      return world.absentCall();
  }
}

/** Carries out `mmap()` on a file that is already open. */
export function performMmap(
  { world, processes }: ScenarioWorld,
  by: number,
  operation: MmapOperation,
  file: OpenFile | null,
  answers: Answers,
): Outcome {
  const { address, length, prot, flags, offset, pgoff } = operation;
  const { securityErrno, failingRecord } = operation;
  const leftover = operation.leftoverCapabilities;
  const { wordSize } = world.arch;
  return world.mmap(processes[by]!, {
    file,
    address: address === undefined
      ? 0
      : resolveAddress(address, answers, wordSize) ?? 0,
    length,
    prot: prot.value,
    flags: flags.value,
    ...(offset === undefined ? {} : { offset }),
    ...(pgoff === undefined ? {} : { pgoff }),
    ...(leftover === undefined ? {} : { leftoverCapabilities: leftover.value }),
    ...(securityErrno === undefined ? {} : { securityErrno }),
    ...(failingRecord === undefined ? {} : { failingRecord }),
  });
}

/** The bytes that a step writes. */
export function bytesOf(source: BytesSource): Uint8Array {
  return source.kind === "literal"
    ? source.bytes
    : new Uint8Array(source.length).fill(source.byte);
}
