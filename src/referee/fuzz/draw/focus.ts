/**
 * What random sequences are about: which files they use and which calls they
 * make how often.
 *
 * @module
 */

import type { WordSize } from "../../../abi/word.ts";
import type { DraftMap } from "../draft.ts";
import type { Random } from "./random.ts";
import { linearFile, ramfsFile, usualFile } from "./file.ts";

/** The calls of random sequences. */
export type StepKind =
  | "mmap"
  | "munmap"
  | "mremap"
  | "ftruncate"
  | "write"
  | "store"
  | "load"
  | "close"
  | "exit"
  | "ptrace"
  | "sysctl"
  | "absent";

/** What a sequence is about. */
export interface Focus {
  /** How often each call is made, against the others. */
  readonly steps: Readonly<Partial<Record<StepKind, number>>>;
  /** Most files. */
  readonly files: number;
  /** Makes a file. */
  readonly file: (random: Random, number: number, bits: WordSize) => DraftMap;
  /** Most processes. */
  readonly processes: number;
  /** How often a mapping has to do with an earlier one of the same file. */
  readonly near: number;
  /** How often a mapping has no file. */
  readonly anonymous: number;
  /** How often spare pages of an allocation are not given back at once. */
  readonly spare: number;
}

/** Everything at once. */
const MIXED: Focus = {
  steps: {
    mmap: 45,
    munmap: 20,
    mremap: 7,
    ftruncate: 6,
    write: 4,
    store: 5,
    load: 4,
    close: 2,
    exit: 3,
    ptrace: 1,
    sysctl: 1,
    absent: 2,
  },
  files: 3,
  file: usualFile,
  processes: 4,
  near: 0.4,
  anonymous: 0.2,
  spare: 0.15,
};

/** Two and more mappings of one file that share, overlap or touch. */
const PAIRS: Focus = {
  steps: { mmap: 55, munmap: 25, store: 5, load: 5, close: 3, exit: 4 },
  files: 1,
  file: usualFile,
  processes: 2,
  near: 0.9,
  anonymous: 0,
  spare: 0.15,
};

/** Cutting anonymous memory at its ends and in its middle. */
const ANONYMOUS: Focus = {
  steps: { mmap: 25, munmap: 50, mremap: 15, store: 3, load: 3, sysctl: 3 },
  files: 0,
  file: usualFile,
  processes: 2,
  near: 0,
  anonymous: 1,
  spare: 0.15,
};

/** Growing and shrinking within regions. */
const RESIZING: Focus = {
  steps: { mmap: 25, munmap: 20, mremap: 50, sysctl: 3, exit: 2 },
  files: 1,
  file: usualFile,
  processes: 2,
  near: 0.5,
  anonymous: 0.6,
  spare: 0.5,
};

/** Files of ramfs that shrink, grow and are emptied while mapped. */
const TRUNCATING: Focus = {
  steps: {
    mmap: 40,
    munmap: 17,
    ftruncate: 28,
    write: 8,
    store: 3,
    load: 5,
    close: 1,
    exit: 3,
  },
  files: 1,
  file: ramfsFile,
  processes: 2,
  near: 0.6,
  anonymous: 0.05,
  spare: 0.15,
};

/** Who sees what is stored and written. */
const CONTENTS: Focus = {
  steps: { mmap: 40, munmap: 8, write: 15, store: 20, load: 15, exit: 3 },
  files: 2,
  file: usualFile,
  processes: 2,
  near: 0.7,
  anonymous: 0.1,
  spare: 0.15,
};

/** Unmapping ranges of one device that hold more or less than a mapping. */
const NEIGHBOURS: Focus = {
  steps: { mmap: 50, munmap: 47, exit: 3 },
  files: 1,
  file: linearFile,
  processes: 1,
  near: 0.8,
  anonymous: 0,
  spare: 0.15,
};

const FOCUSES: readonly (readonly [weight: number, focus: Focus])[] = [
  [30, MIXED],
  [20, PAIRS],
  [10, ANONYMOUS],
  [10, RESIZING],
  [12, TRUNCATING],
  [10, CONTENTS],
  [8, NEIGHBOURS],
];

/** Chooses what a sequence is about. */
export function randomFocus(random: Random): Focus {
  return random.weighted(FOCUSES);
}

/** Chooses a call; one that needs a mapping only if there is one. */
export function randomKind(
  random: Random,
  { steps }: Focus,
  hasMapping: boolean,
): StepKind {
  const kinds = Object.entries(steps) as [StepKind, number][];
  return random.weighted(
    kinds.filter(([kind]) => hasMapping || !NEEDS_MAPPING.has(kind))
      .map(([kind, weight]) => [weight, kind] as const),
  );
}

const NEEDS_MAPPING: ReadonlySet<StepKind> = new Set([
  "munmap",
  "mremap",
  "store",
  "load",
  "close",
  "exit",
  "absent",
]);
