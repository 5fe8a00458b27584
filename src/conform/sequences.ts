/**
 * Holds recorded sequences of system calls against the engine.
 *
 * @module
 */
import { distanceOf } from "./distance.ts";
import { pageAlign, toWord } from "../abi/word.ts";
import type { Outcome } from "../mm/outcome.ts";
import { badDescriptor } from "../mm/plain_calls.ts";
import { exit, mmap, mremap, munmap } from "../mm/system_calls.ts";
import { ftruncate, write } from "../mm/file_system_calls.ts";
import { load, store } from "../mm/memory_access.ts";
import type { Edition } from "../policy/edition.ts";
import { differences } from "./differences.ts";
import { countIn, objectIn, objectsIn, textOf, wordIn } from "./fields.ts";
import { labelOf } from "./layout.ts";
import { compareLog } from "./log.ts";
import { decisionPath } from "./path.ts";
import { Numbering, stateFields } from "./sequence_state.ts";
import { buildWorld, type SequenceWorld, wordBytes } from "./sequence_world.ts";
import type { Comparer, ConformSink, Json } from "./types.ts";
import { effects, resultOf } from "./sequence_effects.ts";

/** Makes the comparer for recordings of sequences. */
export function createSequenceComparer(
  edition: Edition,
  sink: ConformSink,
): Comparer {
  return {
    line: (sequence, line) => replay(sequence, line, edition, sink),
  };
}

function replay(
  sequence: Json,
  line: number,
  edition: Edition,
  sink: ConformSink,
): void {
  const world = buildWorld(sequence, edition);
  const regions = new Numbering();
  const vmas = new Numbering();
  const steps = objectsIn(sequence, "steps");
  for (const [number, step] of steps.entries()) {
    const recorded = objectIn(step, "out");
    const result = `${textOf(step["op"])} ${
      textOf(recorded["ret"] ?? recorded["skipped"] ?? "done")
        .replace(/\+0x.*/, "").replace(/\d+(\.\d+)?$/, (n, _d, at) =>
          at === 0 ? n : "")
    }`;
    checkNumbers(world, step);
    const shrunk = growsHole(world, step);
    const outcome = recorded["skipped"] === undefined
      ? perform(world, steps, number)
      : undefined;
    const dead = world.machine.dead;
    const { skipped: _skipped, ret, log: _log, ...rest } = recorded;
    const engine: Record<string, unknown> = dead
      ? {}
      : { ...stateFields(world, regions, vmas) };
    const wanted: Record<string, unknown> = { ...rest };
    if (dead) { for (const name of Object.keys(wanted)) delete wanted[name]; }
    if (outcome !== undefined && step["op"] !== "exit" || dead) {
      wanted["ret"] = ret;
      engine["ret"] = dead ? "CRASH" : resultOf(world, step, outcome!);
    }
    if (!dead && outcome !== undefined) {
      Object.assign(engine, effects(world, step, outcome));
    }
    const fields = differences(wanted, engine);
    const log = outcome?.messages.map(({ kind }) => kind as string) ?? [];
    fields.push(...compareLog(recorded["log"], log));
    if (fields.length === 0) sink.agreed(result);
    else {
      sink.disagreed(result, {
        line,
        subject: textOf(sequence["name"]),
        step: number,
        fields,
        path: outcome === undefined ? [] : decisionPath(outcome),
      });
    }
    const stop = fields.length > 0
      ? "after a disagreement"
      : recorded["tree"] !== undefined
      ? "after the VMA tree was corrupted"
      : recorded["dangling"] !== undefined
      ? "after mapped pages were freed"
      : shrunk
      ? "after a ramfs file got a hole"
      : dead
      ? "after the kernel stopped"
      : undefined;
    if (stop !== undefined) {
      for (let i = number + 1; i < steps.length; i++) sink.skipped(stop);
      return;
    }
  }
}

const ON_FILES: ReadonlySet<unknown> = new Set([
  "ftruncate",
  "pwrite",
  "close",
]);

/** The process and the file of a step must be there. */
function checkNumbers(world: SequenceWorld, step: Json): void {
  countIn(step, "proc", world.processes.length - 1);
  const { file = null } = step;
  if (file !== null || ON_FILES.has(step["op"])) {
    countIn(step, "file", world.inodes.length - 1);
  }
}

/** Growing a ramfs file that has pages leaves a hole. */
function growsHole(world: SequenceWorld, step: Json): boolean {
  if (step["op"] !== "ftruncate") return false;
  const { size } = world.inodes[step["file"] as number]!;
  return size !== 0 && Number(step["size"]) > size;
}

/** Where the pages lie that a ramfs file gets by growing from nothing. */
function nextRun(
  world: SequenceWorld,
  steps: readonly Json[],
  number: number,
  file: number,
): number {
  for (const step of steps.slice(number + 1)) {
    if (step["op"] !== "mmap" || step["file"] !== file) continue;
    const label = labelOf(objectIn(step, "out")["ret"]);
    if (label?.startsWith("ram")) return world.layout.base(label);
  }
  return 0;
}

function perform(
  world: SequenceWorld,
  steps: readonly Json[],
  number: number,
): Outcome {
  const { machine, allocator, layout } = world;
  const step = steps[number]!;
  const recorded = objectIn(step, "out");
  const proc = step["proc"] as number;
  const process = world.processes[proc]!;
  const slotKey = `${proc}/${textOf(step["slot"])}`;
  const slot = world.slots.get(slotKey);
  const at = (slot?.address ?? 0) + distanceOf(step, "off");
  const address = toWord(BigInt(at), 64);
  switch (step["op"]) {
    case "mmap": {
      const label = labelOf(recorded["ret"]);
      allocator.next = label?.startsWith("A") ? layout.base(label) : 0;
      const file = step["file"] as number | null;
      const outcome = mmap(machine, process, {
        file: file === null ? null : world.open(proc, file),
        length: wordIn(step, "len"),
        prot: countIn(step, "prot", 0xffff_ffff),
        flags: countIn(step, "flags", 0xffff_ffff),
        offset: wordIn(step, "off"),
      });
      allocator.next = 0;
      if (outcome.vma !== null) {
        world.slots.set(slotKey, { address: Number(outcome.value) });
      }
      return outcome;
    }
    case "munmap": {
      const length = wordIn(step, "len");
      const anonymous = process.tree.at(address)?.file === null;
      const outcome = munmap(machine, process, address, length);
      if (
        outcome.reason === "munmap-part" && outcome.errno === 0 && anonymous &&
        at === slot?.address
      ) slot.address += Number(pageAlign(length, 4096, 64));
      return outcome;
    }
    case "mremap":
      return mremap(machine, process, {
        address,
        oldLength: wordIn(step, "old_len"),
        newLength: wordIn(step, "new_len"),
        flags: countIn(step, "flags", 0xffff_ffff),
        newAddress: toWord(
          BigInt((slot?.address ?? 0) + distanceOf(step, "new_addr")),
          64,
        ),
      });
    case "ftruncate": {
      const file = step["file"] as number;
      const inode = world.inodes[file]!;
      if (inode.size === 0) {
        allocator.next = nextRun(world, steps, number, file);
      }
      const open = world.open(proc, file);
      const outcome = open === null
        ? badDescriptor(machine)
        : ftruncate(machine, open, countIn(step, "size"));
      allocator.next = 0;
      return outcome;
    }
    case "pwrite": {
      const open = world.open(proc, step["file"] as number);
      const bytes = wordBytes(BigInt(wordIn(step, "val")));
      return open === null
        ? badDescriptor(machine)
        : write(machine, open, countIn(step, "off"), bytes);
    }
    case "poke":
      return store(
        machine,
        process,
        address,
        wordBytes(BigInt(wordIn(step, "val"))),
      );
    case "exit":
      return exit(machine, process);
    case "close":
      world.close(proc, step["file"] as number);
      return load(machine, 0, 0);
    default:
      return load(machine, address, 8);
  }
}
