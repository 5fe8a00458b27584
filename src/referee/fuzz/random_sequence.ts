/**
 * Random sequences of system calls of a few processes.
 *
 * @module
 */

import type { WordSize } from "../../abi/word.ts";
import type { Draft, DraftMap, DraftValue } from "./draft.ts";
import type { Random } from "./random.ts";
import { flagsText, usualFile } from "./random_file.ts";

const PAGE = 4096;

/** A mapping that an earlier step may have made. */
interface Made {
  readonly label: string;
  readonly by: string;
  readonly file: string | undefined;
  readonly length: number;
}

/** What the steps so far have left. */
interface Story {
  readonly files: readonly string[];
  readonly ramfs: ReadonlySet<string>;
  readonly made: Made[];
  alive: string[];
}

/** A random sequence over random files. */
export function randomSequence(
  random: Random,
  options: { readonly id: string; readonly kernel: string },
): Draft {
  const bits: WordSize = random.chance(0.5) ? 32 : 64;
  const files: Record<string, DraftMap> = {};
  for (let i = 0; i <= random.below(3); i++) {
    files[`f${i}`] = usualFile(random, i, bits);
  }
  const processes: Record<string, DraftMap> = {};
  for (let i = 0; i <= random.below(3); i++) {
    processes[`p${i}`] = random.chance(0.03) ? { ptraced: true } : {};
  }
  const story: Story = {
    files: Object.keys(files),
    ramfs: new Set(
      Object.keys(files).filter((name) => files[name]!["driver"] === "ramfs"),
    ),
    made: [],
    alive: Object.keys(processes),
  };
  const steps: DraftMap[] = [];
  const count = 3 + random.below(10);
  while (steps.length < count && story.alive.length > 0) {
    steps.push(randomStep(random, story));
  }
  if (random.chance(0.3)) {
    for (const by of story.alive) steps.push({ by, exit: {} });
  }
  return {
    ...options,
    machine: {
      word_size: bits,
      ...(random.chance(0.1) ? { nr_trim_pages: random.below(4) } : {}),
    },
    files,
    processes,
    steps,
  };
}

function randomStep(random: Random, story: Story): DraftMap {
  const by = random.pick(story.alive);
  const own = story.made.filter((made) => made.by === by);
  const file = random.pick(story.files);
  const kind = own.length === 0
    ? random.weighted([[85, "mmap"], [10, "ftruncate"], [5, "write"]])
    : random.weighted([
      [45, "mmap"],
      [20, "munmap"],
      [7, "mremap"],
      [6, "ftruncate"],
      [4, "write"],
      [5, "store"],
      [4, "load"],
      [2, "close"],
      [3, "exit"],
      [1, "ptrace"],
      [1, "sysctl"],
      [1, "mprotect"],
      [1, "msync"],
    ]);
  const it = own.length === 0 ? undefined : random.pick(own);
  switch (kind) {
    case "mmap":
      return mapping(random, story, by, file);
    case "munmap":
      return { by, munmap: range(random, it!) };
    case "mremap":
      return { by, mremap: resizing(random, it!) };
    case "ftruncate": {
      const target = random.pick([...story.ramfs, file]);
      return { by, ftruncate: { file: target, size: size(random) } };
    }
    case "write":
      return {
        by,
        write: {
          file,
          offset: random.below(8) * PAGE + random.pick([0, 0, 100]),
          bytes: { hex: randomHex(random) },
        },
      };
    case "store":
    case "load": {
      const address = place(it!, random.below(it!.length / PAGE) * PAGE);
      return kind === "load"
        ? { by, load: { address, length: 64 } }
        : { by, store: { address, bytes: { hex: randomHex(random) } } };
    }
    case "close":
      return { by, close: { file } };
    case "exit":
      story.alive = story.alive.filter((name) => name !== by);
      return { by, exit: {} };
    case "ptrace":
      return { by, ptrace: { traced: random.chance(0.5) } };
    case "sysctl":
      return { by, sysctl: { nr_trim_pages: random.below(4) } };
    case "mprotect":
      return {
        by,
        mprotect: { address: it!.label, length: it!.length, prot: "READ" },
      };
    default:
      return { by, msync: { address: it!.label, length: it!.length } };
  }
}

function mapping(
  random: Random,
  story: Story,
  by: string,
  name: string,
): DraftMap {
  const anonymous = random.chance(0.2);
  const before = story.made.filter((made) => made.file === name);
  const again = before.length > 0 && random.chance(0.3)
    ? random.pick(before)
    : undefined;
  const pages = random.weighted([[30, 1], [30, 2], [20, 3], [10, 5], [10, 8]]);
  const length = again?.length ??
    pages * PAGE - (random.chance(0.1) ? random.below(PAGE) : 0);
  const offset = random.weighted([[40, 0], [60, random.below(6) * PAGE]]);
  const label = `m${story.made.length}`;
  story.made.push({
    label,
    by,
    file: anonymous ? undefined : name,
    length: Math.ceil(length / PAGE) * PAGE,
  });
  const prot = random.weighted([
    [40, "READ"],
    [40, "READ|WRITE"],
    [10, "READ|EXEC"],
    [10, flagsText(random.some(["READ", "WRITE", "EXEC"], 0.4))],
  ]);
  const type = random.chance(0.5) ? "SHARED" : "PRIVATE";
  return {
    as: label,
    by,
    mmap: anonymous
      ? { length, prot, flags: `${type}|ANONYMOUS` }
      : { file: name, length, prot, flags: type, offset },
  };
}

function place({ label }: Made, offset: number): string {
  return offset === 0 ? label : `${label}+${offset}`;
}

function range(random: Random, it: Made): DraftMap {
  const pages = it.length / PAGE;
  if (random.chance(0.6)) return { address: it.label, length: it.length };
  if (random.chance(0.1)) {
    return { address: `${it.label}-${PAGE}`, length: it.length + PAGE };
  }
  const from = random.below(pages + 1);
  const count = 1 + random.below(pages + 1);
  return {
    address: place(it, from * PAGE + (random.chance(0.05) ? 8 : 0)),
    length: count * PAGE - (random.chance(0.1) ? 10 : 0),
  };
}

function resizing(random: Random, it: Made): DraftMap {
  const pages = it.length / PAGE;
  const flags = random.weighted<DraftValue>([
    [60, 0],
    [30, "MAYMOVE"],
    [10, "MAYMOVE|FIXED"],
  ]);
  return {
    address: it.label,
    old_length: random.chance(0.85) ? it.length : PAGE,
    new_length: (1 + random.below(pages + 2)) * PAGE,
    flags,
    ...(flags === "MAYMOVE|FIXED" ? { new_address: it.label } : {}),
  };
}

function size(random: Random): number {
  return random.weighted([
    [20, 0],
    [60, random.below(10) * PAGE],
    [20, random.below(10 * PAGE)],
  ]);
}

function randomHex(random: Random): string {
  return Array.from(
    { length: 8 },
    () => random.below(256).toString(16).padStart(2, "0"),
  ).join(" ");
}
