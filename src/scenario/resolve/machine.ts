/**
 * The machine and the processes, with their defaults.
 *
 * @module
 */
import { isBefore } from "./driver_keys.ts";
import { hex, maxWord, offsetInPage, type Word } from "../../abi/word.ts";
import { LARGEST_RAM_BASE } from "../../memory/buddy.ts";
import type { Problems } from "../problems.ts";
import type {
  MachineDocument,
  ProcessDocument,
  ReservedDocument,
} from "../schema/machine.ts";
import type { MachineSpec, ProcessSpec, ReservedRange } from "../types.ts";
import {
  itemPlace,
  mappingPlace,
  offsetOf,
  type Place,
  valuePlace,
} from "../yaml/value.ts";

/** The machine of a scenario that says nothing about it. */
export const DEFAULT_MACHINE: MachineSpec = {
  wordSize: 32,
  pageSize: 4096,
  ram: { base: 0x8000_0000, size: 16 * 2 ** 20, reserved: [] },
  nrTrimPages: 1,
  maxPageOrder: 10,
  taskSize: 0xffff_ffff,
  maxMapCount: 65530,
  mmapAllowUninitialized: false,
};

/** Fills in what is left out, and checks that the memory is possible. */
export function resolveMachine(
  document: MachineDocument | undefined,
  place: Place,
  problems: Problems,
): MachineSpec {
  if (document === undefined) return DEFAULT_MACHINE;
  const defaults = DEFAULT_MACHINE;
  const wordSize = document.word_size ?? defaults.wordSize;
  const machine: MachineSpec = {
    wordSize,
    pageSize: document.page_size ?? defaults.pageSize,
    ram: {
      base: document.ram?.base ?? defaults.ram.base,
      size: document.ram?.size ?? defaults.ram.size,
      reserved: resolveReserved(document.ram?.reserved, place),
    },
    nrTrimPages: document.nr_trim_pages ?? defaults.nrTrimPages,
    maxPageOrder: document.max_page_order ?? defaults.maxPageOrder,
    taskSize: document.task_size ?? maxWord(wordSize),
    maxMapCount: document.max_map_count ?? defaults.maxMapCount,
    mmapAllowUninitialized: document.mmap_allow_uninitialized ?? false,
  };
  if (machine.taskSize > maxWord(wordSize)) {
    problems.add(
      offsetOf(valuePlace(place, "task_size")),
      `Task size ${
        hex(machine.taskSize)
      } does not fit a word of ${wordSize} bits`,
    );
  }
  const before = problems.count;
  checkRam(machine, valuePlace(place, "ram"), problems);
  if (problems.count === before) {
    checkReserved(machine, problems);
  }
  return machine;
}

/** From here on, with regions, there are machines of 64 bits without an MMU. */
const SINCE_64_BITS = [2, 6, 29];

/** Checks that each of the kernels runs on such a machine. */
export function checkMachineKernels(
  { wordSize }: MachineSpec,
  place: Place,
  kernels: readonly string[],
  problems: Problems,
): void {
  if (wordSize === 32) return;
  const older = kernels.find((kernel) => isBefore(kernel, SINCE_64_BITS));
  if (older === undefined) return;
  problems.add(
    offsetOf(valuePlace(place, "word_size")),
    `Kernel '${older}' runs without an MMU on 32-bit machines only`,
  );
}

function resolveReserved(
  ranges: readonly ReservedDocument[] | undefined,
  place: Place,
): ReservedRange[] {
  const list = valuePlace(valuePlace(place, "ram"), "reserved");
  return (ranges ?? []).map(({ start, length }, index) => ({
    at: offsetOf(itemPlace(list, index)),
    start,
    length,
  }));
}

function checkRam(
  machine: MachineSpec,
  place: Place,
  problems: Problems,
): void {
  const { ram, pageSize, wordSize } = machine;
  const pages = (what: string, key: string, value: Word) => {
    if (offsetInPage(value, pageSize) === 0) return;
    problems.add(
      offsetOf(valuePlace(place, key)),
      `RAM ${what} ${
        hex(value)
      } is not a multiple of the page size, ${pageSize}`,
    );
  };
  pages("base", "base", ram.base);
  pages("size", "size", ram.size);
  if (ram.size === 0) {
    problems.add(offsetOf(valuePlace(place, "size")), "RAM size is 0");
  }
  if (ram.base > LARGEST_RAM_BASE) {
    problems.add(
      offsetOf(valuePlace(place, "base")),
      `RAM base ${hex(ram.base)} is above the largest allowed, ${
        hex(LARGEST_RAM_BASE)
      }`,
    );
  }
  const last = BigInt(ram.base) + BigInt(ram.size) - 1n;
  if (last > BigInt(maxWord(wordSize))) {
    problems.add(
      offsetOf(place),
      `RAM from ${hex(ram.base)} with ${hex(ram.size)} bytes does not fit ` +
        `addresses of ${wordSize} bits`,
    );
  }
}

function checkReserved(machine: MachineSpec, problems: Problems): void {
  const { ram, pageSize } = machine;
  const end = BigInt(ram.base) + BigInt(ram.size);
  const sorted = ram.reserved.toSorted((a, b) => a.start < b.start ? -1 : 1);
  let free = BigInt(ram.base);
  for (const { at, start, length } of sorted) {
    const name = `Reserved range from ${hex(start)} with ${hex(length)} bytes`;
    const stop = BigInt(start) + BigInt(length);
    if (offsetInPage(start, pageSize) + length % pageSize !== 0) {
      problems.add(at, `${name} is not whole pages of ${pageSize} bytes`);
    } else if (length === 0) {
      problems.add(at, `${name} is empty`);
    } else if (start < ram.base || stop > end) {
      problems.add(
        at,
        `${name} is not inside RAM, ${hex(ram.base)} to ${hex(end)}`,
      );
    } else if (BigInt(start) < free) {
      problems.add(at, `${name} overlaps another one`);
    }
    if (stop > free) free = stop;
  }
}

/** The processes in the order of the file, one named `main` if it has none. */
export function resolveProcesses(
  documents: Readonly<Record<string, ProcessDocument>> | undefined,
  place: Place,
): ProcessSpec[] {
  const at = offsetOf(place);
  const { keys } = mappingPlace(place);
  const processes = Object.entries(documents ?? {}).map((
    [name, document],
  ) => ({
    at: keys[name] ?? at,
    name,
    ptraced: document.ptraced ?? false,
    readImpliesExec: document.read_implies_exec ?? false,
  }));
  if (processes.length > 0) return processes;
  return [{ at, name: "main", ptraced: false, readImpliesExec: false }];
}
