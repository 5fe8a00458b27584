/**
 * The constants in the header of a recording of 2.6.11-bdi.
 *
 * @module
 */
import { InputError } from "../../errors.ts";
import { ELEMENT_SIZE, VMA_SIZE } from "../../mm/list/machine.ts";
import type { Json } from "../types.ts";
import { partOf } from "./values.ts";

/** Pages of more than 64 KiB were never recorded. */
const LARGEST_SHIFT = 16;

/** What the recorder's world was made of. Addresses and sizes are in bytes. */
export interface BdiConstants {
  /** Binary logarithm of the page size. */
  readonly pageShift: number;
  /** `TASK_SIZE`. */
  readonly taskSize: number;
  /** Size classes, ascending. */
  readonly kmallocSizes: readonly number[];
  /** Where the memory of inode 0 lies. */
  readonly deviceBase: number;
  /** Where an mmap operation moves a mapping to. */
  readonly movedBase: number;
  /** Names of VM flags, in the order in which they are written. */
  readonly vmFlags: readonly (readonly [name: string, bit: number])[];
  /** Names of error numbers; others are written as numbers. */
  readonly errnoNames: ReadonlyMap<number, string>;
}

/**
 * Reads the header.
 *
 * @throws {InputError} if it is not the header of such a recording.
 */
export function readConstants(header: Json): BdiConstants {
  const constants = header["constants"] as Json | null | undefined;
  if (typeof constants !== "object" || constants === null) {
    throw new InputError("The header of the recording has no constants");
  }
  const number = (name: string): number => {
    const value = constants[name];
    if (typeof value !== "number") {
      throw new InputError(`The header has no number '${name}'`);
    }
    if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
      throw new InputError(`The header has ${name} ${value}, no 32-bit word`);
    }
    return value;
  };
  const expected = {
    word_bits: 32,
    sizeof_vml: ELEMENT_SIZE,
    sizeof_vma: VMA_SIZE,
  };
  for (const [name, value] of Object.entries(expected)) {
    if (number(name) !== value) {
      throw new InputError(
        `The header has ${name} ${number(name)}, the engine has ${value}`,
      );
    }
  }
  const pageShift = number("page_shift");
  if (pageShift > LARGEST_SHIFT) {
    throw new InputError(`The header has page_shift ${pageShift}`);
  }
  const sizes = constants["kmalloc_sizes"];
  if (
    !Array.isArray(sizes) || !sizes.every((size) => typeof size === "number")
  ) throw new InputError("The header has no list of numbers 'kmalloc_sizes'");
  const names = (of: string): [string, number][] => {
    const entries = Object.entries(partOf(constants, of));
    if (entries.every(isNamedNumber)) return entries;
    throw new InputError(`The header has names of no numbers in '${of}'`);
  };
  return {
    pageShift,
    taskSize: number("task_size"),
    kmallocSizes: sizes,
    deviceBase: number("device_base"),
    movedBase: number("driver_moved_base"),
    vmFlags: names("VM"),
    errnoNames: new Map(names("ERRNO").map(([name, value]) => [value, name])),
  };
}

function isNamedNumber(
  entry: [string, unknown],
): entry is [string, number] {
  return typeof entry[1] === "number";
}
