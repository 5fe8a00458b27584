/**
 * Random steps of a sequence.
 *
 * @module
 */

import type { DraftMap, DraftValue } from "../draft.ts";
import { type Focus, randomKind } from "./focus.ts";
import type { Random } from "./random.ts";
import { flagsText, hexText } from "./file.ts";
import {
  anyPart,
  type Made,
  PAGE,
  partNear,
  place,
  rangeOf,
  resizing,
  sizeNear,
} from "./range.ts";

/** What the steps so far have left. */
export interface Story {
  /** What it is about. */
  readonly focus: Focus;
  /** Names of files. */
  readonly files: readonly string[];
  /** Files whose size can be changed. */
  readonly resizable: readonly string[];
  /** Mappings that steps may have made. */
  readonly made: Made[];
  /** Processes that have not exited. */
  alive: string[];
}

/** A random step of a process that is alive. */
export function randomStep(random: Random, story: Story): DraftMap {
  const by = random.pick(story.alive);
  const own = story.made.filter((made) => made.by === by);
  const kind = randomKind(random, story.focus, own.length > 0);
  const it = own.length === 0 ? undefined : random.pick(own);
  switch (kind) {
    case "mmap":
      return mapping(random, story, by);
    case "munmap":
      return { by, munmap: rangeOf(random, it!) };
    case "mremap":
      return { by, mremap: resizing(random, it!) };
    case "ftruncate":
    case "write":
      return { by, [kind]: change(random, story, kind) };
    case "store":
    case "load": {
      const address = place(it!, random.below(it!.length / PAGE) * PAGE);
      return kind === "load"
        ? { by, load: { address, length: 64 } }
        : { by, store: { address, bytes: { hex: randomHex(random) } } };
    }
    case "close":
      return story.files.length === 0
        ? mapping(random, story, by)
        : { by, close: { file: random.pick(story.files) } };
    case "exit":
      story.alive = story.alive.filter((name) => name !== by);
      return { by, exit: {} };
    case "ptrace":
      return { by, ptrace: { traced: random.chance(0.5) } };
    case "sysctl":
      return { by, sysctl: { nr_trim_pages: random.below(5) } };
    case "absent":
      return { by, ...absentCall(random, it!) };
  }
}

/** System calls that there are only with an MMU. */
function absentCall(random: Random, { label, length }: Made): DraftMap {
  const range = { address: label, length };
  return random.pick<DraftMap>([
    { mprotect: { ...range, prot: "READ" } },
    { madvise: { ...range, advice: "DONTNEED" } },
    { mlock: range },
    { msync: range },
    { mincore: range },
  ]);
}

function mapping(random: Random, story: Story, by: string): DraftMap {
  const { focus, files, made } = story;
  const file = files.length === 0 || random.chance(focus.anonymous)
    ? undefined
    : random.pick(files);
  const before = made.filter((one) => one.file === file);
  const { offset, length } = before.length > 0 && random.chance(focus.near)
    ? partNear(random, random.pick(before))
    : anyPart(random);
  const label = `m${made.length}`;
  made.push({
    label,
    by,
    file,
    offset,
    length: Math.ceil(length / PAGE) * PAGE,
  });
  const prot = random.weighted([
    [38, "READ"],
    [40, "READ|WRITE"],
    [10, "READ|EXEC"],
    [12, flagsText(random.some(["READ", "WRITE", "EXEC"], 0.4))],
  ]);
  const flags = [
    random.chance(0.5) ? "SHARED" : "PRIVATE",
    ...(file === undefined ? ["ANONYMOUS"] : []),
    ...random.some(["LOCKED", "SYNC", "FIXED"], 0.01),
  ].join("|");
  const hint: DraftMap = random.chance(0.02)
    ? { address: hexText(random.below(2 ** 31)) }
    : {};
  return {
    as: label,
    by,
    mmap: file === undefined
      ? { length, prot, flags, ...hint }
      : { file, length, prot, flags, offset, ...hint },
  };
}

/** Another size of a file, or other bytes in it. */
function change(
  random: Random,
  story: Story,
  kind: "ftruncate" | "write",
): DraftMap {
  const { files, resizable, made } = story;
  const file = random.pick(resizable.length > 0 ? resizable : files);
  const before = made.filter((one) => one.file === file);
  const size = sizeNear(
    random,
    before.length === 0 ? undefined : random.pick(before),
  );
  return kind === "ftruncate"
    ? { file, size }
    : { file, offset: size, bytes: { hex: randomHex(random) } };
}

function randomHex(random: Random): DraftValue {
  return Array.from(
    { length: 8 },
    () => random.below(256).toString(16).padStart(2, "0"),
  ).join(" ");
}
