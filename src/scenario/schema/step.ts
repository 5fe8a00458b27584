/**
 * Schema of a step.
 *
 * @module
 */
import type { OperationKind } from "../types.ts";
import { expect, type ExpectDocument } from "./expect.ts";
import type { Schema } from "./kit.ts";
import { mapping, optional } from "./mapping.ts";
import { type OperationDocuments, OPERATIONS } from "./operation.ts";
import { label, name, sentence } from "./value.ts";

/** A step as the file gives it, with one of the operations. */
export interface StepDocument extends Partial<OperationDocuments> {
  readonly as?: string;
  readonly by?: string;
  readonly expect?: ExpectDocument;
  readonly note?: string;
}

/** Names of the operations. */
export const OPERATION_KINDS: readonly OperationKind[] = Object.keys(
  OPERATIONS,
) as OperationKind[];

/** Schema of one step. */
export const step: Schema<StepDocument> = mapping<StepDocument>("a step", {
  as: optional(
    label,
    "Label of the step, for addresses and expectations of later steps",
  ),
  by: optional(name, "Name of the process; the first one if left out"),
  mmap: optional(OPERATIONS.mmap, "Maps a file or anonymous memory"),
  munmap: optional(OPERATIONS.munmap, "Unmaps a range"),
  mremap: optional(OPERATIONS.mremap, "Resizes or moves a mapping"),
  ftruncate: optional(OPERATIONS.ftruncate, "Changes the size of a file"),
  write: optional(OPERATIONS.write, "Writes to a file"),
  close: optional(OPERATIONS.close, "Closes a file"),
  exit: optional(OPERATIONS.exit, "The process ends: exit: {}"),
  store: optional(OPERATIONS.store, "The process writes to its memory"),
  load: optional(OPERATIONS.load, "The process reads its memory"),
  mprotect: optional(OPERATIONS.mprotect, "Calls mprotect"),
  madvise: optional(OPERATIONS.madvise, "Calls madvise"),
  mlock: optional(OPERATIONS.mlock, "Calls mlock"),
  msync: optional(OPERATIONS.msync, "Calls msync"),
  mincore: optional(OPERATIONS.mincore, "Calls mincore"),
  ptrace: optional(
    OPERATIONS.ptrace,
    "A debugger is attached to the process, or detached from it",
  ),
  sysctl: optional(OPERATIONS.sysctl, "Changes a setting of the kernel"),
  expect: optional(
    expect,
    "What is expected: ok, an errno, a backing, or a mapping; or one of " +
      "these for each kernel, range or list of kernels, such as 'linux-6.1, >=6.12'",
  ),
  note: optional(sentence, "A remark for the reader"),
}, { exactlyOne: OPERATION_KINDS });
