/**
 * Random sequences of system calls of a few processes.
 *
 * @module
 */

import type { WordSize } from "../../../abi/word.ts";
import type { Draft, DraftMap, DraftValue } from "../draft.ts";
import { type Focus, randomFocus } from "./focus.ts";
import type { Random } from "./random.ts";
import { randomStep, type Story } from "./step.ts";

/** A random sequence over random files. */
export function randomSequence(
  random: Random,
  options: { readonly id: string; readonly kernel: string },
): Draft {
  const bits: WordSize = random.chance(0.5) ? 32 : 64;
  const focus = randomFocus(random);
  const files = randomFiles(random, focus, bits);
  const processes = randomProcesses(random, focus);
  const story: Story = {
    focus,
    files: Object.keys(files),
    resizable: Object.keys(files).filter((name) =>
      files[name]!["driver"] === "ramfs" || random.chance(0.2)
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
      ...(random.chance(focus.spare) ? { nr_trim_pages: random.below(5) } : {}),
      ...(random.chance(0.03) ? { max_map_count: 1 + random.below(4) } : {}),
    },
    files,
    processes,
    steps,
  };
}

function randomFiles(
  random: Random,
  focus: Focus,
  bits: WordSize,
): Record<string, DraftMap> {
  const files: Record<string, DraftMap> = {};
  if (focus.files === 0) return files;
  const count = 1 + random.below(focus.files);
  for (let i = 0; i < count; i++) {
    files[`f${i}`] = focus.file(random, i, bits);
  }
  if (random.chance(0.1)) files["again"] = openedAgain(random);
  return files;
}

/** The first file, opened another way. */
function openedAgain(random: Random): DraftMap {
  return {
    same_inode_as: "f0",
    mode: random.pick(["r", "rw", "w"]),
    ...(random.chance(0.2) ? { noexec: true } : {}),
  };
}

function randomProcesses(
  random: Random,
  focus: Focus,
): Record<string, DraftMap> {
  const processes: Record<string, DraftMap> = {};
  const count = 1 + random.below(focus.processes);
  for (let i = 0; i < count; i++) {
    const process: Record<string, DraftValue> = {};
    if (random.chance(0.06)) process["ptraced"] = true;
    if (random.chance(0.02)) process["read_implies_exec"] = true;
    processes[`p${i}`] = process;
  }
  return processes;
}
