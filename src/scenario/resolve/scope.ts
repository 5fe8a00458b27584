/**
 * What the names of a scenario mean while it is resolved.
 *
 * @module
 */
import {
  checkFunction,
  checkInstance,
  checkObject,
  ifGiven,
} from "../../given.ts";
import { hex, maxWord, type Word, type WordSize } from "../../abi/word.ts";
import type { KernelResolver } from "../kernels.ts";
import type { Problems } from "../problems.ts";
import type { AddressText } from "../text/address.ts";
import { unknownWord } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import type { Address, OperationKind } from "../types.ts";
import type { ImageReader } from "./images.ts";

/** What a scenario may name beyond itself. */
export interface KnownNames {
  /** Kernels; left out: the recorded ones. */
  readonly kernels?: KernelResolver;
  /** Ids of rules; left out: not checked. */
  readonly reasons?: ReadonlySet<string>;
  /** Ids of hazards; left out: not checked. */
  readonly hazards?: ReadonlySet<string>;
  /** Reads image files that scenarios name; left out: none can be read. */
  readonly readImage?: ImageReader;
}

/**
 * Makes sure that what is known can be asked.
 *
 * @throws {ArgumentError} if a part is of another type.
 */
export function checkNames(names: KnownNames): void {
  checkObject("options", names);
  const { kernels, reasons, hazards, readImage } = names;
  ifGiven("kernels", kernels, checkFunction);
  if (reasons !== undefined) checkInstance("reasons", reasons, Set);
  if (hazards !== undefined) checkInstance("hazards", hazards, Set);
  ifGiven("readImage", readImage, checkFunction);
}

/** A label and its step. */
export interface LabelledStep {
  /** Number of the step. */
  readonly step: number;
  /** What the step does. */
  readonly kind: OperationKind | undefined;
}

/** Names of one scenario, and where its problems go. */
export interface Scope {
  /** Collects what is wrong. */
  readonly problems: Problems;
  /** Names from outside. */
  readonly known: KnownNames;
  /** Kernels of the scenario. */
  readonly kernels: readonly string[];
  /** Word size of the machine. */
  readonly bits: WordSize;
  /** Page size of the machine, in bytes. */
  readonly pageSize: number;
  /** Places of the files. */
  readonly files: ReadonlyMap<string, number>;
  /** Places of the processes. */
  readonly processes: ReadonlyMap<string, number>;
  /** Labels of all steps. */
  readonly labels: ReadonlyMap<string, LabelledStep>;
}

/** Place of a named file or process; 0 and a problem if there is none. */
export function findPlace(
  what: "file" | "process",
  name: string,
  at: number,
  scope: Scope,
): number {
  const places = what === "file" ? scope.files : scope.processes;
  const place = places.get(name);
  if (place === undefined) {
    scope.problems.add(at, unknownWord(what, name, [...places.keys()]));
  }
  return place ?? 0;
}

/** Checks that a value fits a word of the machine. */
export function checkWord(value: Word, at: number, scope: Scope): Word {
  if (value > maxWord(scope.bits)) {
    scope.problems.add(
      at,
      `Number ${hex(value)} does not fit a word of ${scope.bits} bits`,
    );
  }
  return value;
}

/**
 * Number of the step with a label that has an address. It must stand before
 * step `before`; else there is a problem and the answer is 0.
 */
export function findLabel(
  label: string,
  at: number,
  before: number,
  scope: Scope,
): number {
  const found = scope.labels.get(label);
  const problem = found === undefined
    ? unknownWord("label", label, [...scope.labels.keys()])
    : labelProblem(label, found, before);
  if (problem !== undefined) scope.problems.add(at, problem);
  return found?.step ?? 0;
}

function labelProblem(
  label: string,
  found: LabelledStep,
  before: number,
): string | undefined {
  if (found.step >= before) {
    return `Label ${quote(label)} is used before its step is done`;
  }
  if (found.kind === "mmap" || found.kind === "mremap") return undefined;
  return `Label ${quote(label)} names a step with ${found.kind}, which has ` +
    "no address";
}

/** An address with its label looked up. */
export function resolveAddress(
  text: AddressText,
  at: number,
  before: number,
  scope: Scope,
): Address {
  if (typeof text !== "object") return checkWord(text, at, scope);
  const { label, offset, negative } = text;
  checkWord(offset, at, scope);
  return { step: findLabel(label, at, before, scope), label, offset, negative };
}
