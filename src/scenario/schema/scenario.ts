/**
 * Schema of a whole scenario.
 *
 * @module
 */
import type { ScenarioStatus } from "../types.ts";
import { cramfsMmu, type CramfsMmuDocument } from "./cramfs_mmu.ts";
import { file, type FileDocument } from "./file.ts";
import { image, type ImageSource } from "./image.ts";
import { asList, choice, list, oneOfSorts, type Schema } from "./kit.ts";
import {
  machine,
  type MachineDocument,
  process,
  type ProcessDocument,
} from "./machine.ts";
import { mapping, optional, required } from "./mapping.ts";
import { step, type StepDocument } from "./step.ts";
import { table, type TableDocument } from "./table.ts";
import { custom, type GenericSchema, pipe, record } from "./valibot.ts";
import { matching, name, sentence } from "./value.ts";
import { expected } from "./kit.ts";

/** A scenario as the file gives it, its values read. */
export interface ScenarioDocument {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly kernel?: readonly string[];
  readonly machine?: MachineDocument;
  readonly images?: Readonly<Record<string, ImageSource>>;
  readonly files?: Readonly<Record<string, FileDocument>>;
  readonly processes?: Readonly<Record<string, ProcessDocument>>;
  readonly steps?: readonly StepDocument[];
  readonly table?: TableDocument;
  readonly cramfs_mmu?: CramfsMmuDocument;
  readonly status?: ScenarioStatus;
  readonly because?: string;
  readonly tags?: readonly string[];
}

function named<T>(
  what: string,
  schema: Schema<T>,
): Schema<Readonly<Record<string, T>>> {
  return pipe(
    custom<Record<string, unknown>>(
      (value) =>
        typeof value === "object" && value !== null && !Array.isArray(value),
      (issue) => expected(what, issue.input),
    ),
    record(name as GenericSchema<string, string>, schema),
  );
}

const kernel: Schema<readonly string[]> = oneOfSorts<readonly string[]>(
  "a kernel, a range or a list of kernels",
  { text: asList(sentence), list: list("a list of kernels", sentence) },
);

/** Schema of one document of a scenario file. */
export const scenario: Schema<ScenarioDocument> = mapping<ScenarioDocument>(
  "a scenario",
  {
    id: required(
      matching(
        "id",
        "^[a-z0-9][a-z0-9._-]*$",
        "can have only small letters, digits, '.', '_' and '-'",
      ),
      "Stable name, unique in a run",
    ),
    name: required(sentence, "A sentence that says what the scenario shows"),
    source: required(
      sentence,
      "Where the fact comes from: documentation, source, a recorded kernel",
    ),
    kernel: optional(
      kernel,
      'A kernel such as linux-6.12, a list of them, or a range such as ">=4.0 ' +
        '<6.3"; each kernel is a test of its own; linux-6.12 if left out',
    ),
    machine: optional(machine, "The machine"),
    images: optional(
      named("a mapping of names to images", image),
      "Images, by the names that files give as image",
    ),
    files: optional(
      named("a mapping of names to files", file),
      "The files, by the names that the steps use",
    ),
    processes: optional(
      named("a mapping of names to processes", process),
      "The processes, by name; one named main if left out",
    ),
    steps: optional(
      list("a list of steps", step),
      "What the processes do, in order, and what is expected",
    ),
    table: optional(
      table,
      "In place of steps: many requests that differ in two dimensions",
    ),
    cramfs_mmu: optional(
      cramfsMmu,
      "In place of steps: what a machine with an MMU makes of files with " +
        "driver cramfs",
    ),
    status: optional(
      choice("status", ["kernel-bug", "known-gap"]),
      "The scenario is expected to fail; if it passes, that is a failure",
    ),
    because: optional(sentence, "Why it is expected to fail"),
    tags: optional(list("a list of tags", sentence), "Words to select it by"),
  },
  {
    exactlyOne: ["steps", "table", "cramfs_mmu"],
    together: { because: ["status"] },
  },
);
