/**
 * Sequences of calls of a recording, each in a fresh world.
 *
 * @module
 */
import { InputError } from "../../errors.ts";
import { doMmap } from "../../mm/list/mmap.ts";
import type { ListProcess } from "../../mm/list/machine.ts";
import { doMunmap, exitMmap } from "../../mm/list/munmap.ts";
import type { ListEdition } from "../../policy/list_edition.ts";
import { ruleId } from "../../policy/rules.ts";
import { differences } from "../differences.ts";
import type { ConformSink, FieldDifference, Json } from "../types.ts";
import { fileTypeOf, objectIn, objectsIn, textOf } from "../fields.ts";
import { requestOf, securityAnswer } from "./cases.ts";
import type { BdiConstants } from "./constants.ts";
import { type LabFile, labFile, type LabInode } from "./lab.ts";
import { stateOf } from "./state.ts";
import { capabilitiesOf, flagOf, wordOf } from "./values.ts";
import { BdiWorld, labProcess } from "./world.ts";

/** One sequence in its world. */
interface Replay {
  readonly world: BdiWorld;
  readonly files: readonly LabFile[];
  readonly processes: readonly ListProcess[];
  /** What the mmap steps answered, in order. */
  readonly answers: number[];
}

/** Compares the lines with sequences. */
export class BdiSequenceComparer {
  readonly #constants: BdiConstants;
  readonly #edition: ListEdition;
  readonly #sink: ConformSink;

  /** Makes a comparer for worlds with these constants. */
  constructor(
    constants: BdiConstants,
    edition: ListEdition,
    sink: ConformSink,
  ) {
    this.#constants = constants;
    this.#edition = edition;
    this.#sink = sink;
  }

  /** Compares one sequence, step by step, up to the first difference. */
  line(sequence: Json, line: number): void {
    const replay = this.#start(sequence);
    const steps = objectsIn(sequence, "steps");
    for (const [number, step] of steps.entries()) {
      const recorded = step["out"] === undefined ? {} : objectIn(step, "out");
      const engine = perform(replay, step);
      const fields = compare(recorded, engine);
      if (step["state"] !== undefined) {
        fields.push(...stateDifferences(objectIn(step, "state"), replay));
      }
      const outcome = recorded["errno"] ?? recorded["kind"] ??
        recorded["outcome"] ?? "done";
      const result = `${step["op"]} ${textOf(outcome)}`;
      if (fields.length === 0) {
        this.#sink.agreed(result);
        continue;
      }
      this.#sink.disagreed(result, {
        line,
        subject: textOf(sequence["name"]),
        step: number,
        fields,
        path: [ruleId(replay.world.machine.result.reason)],
      });
      for (let i = number + 1; i < steps.length; i++) {
        this.#sink.skipped("after a disagreement");
      }
      return;
    }
  }

  #start(sequence: Json): Replay {
    const constants = this.#constants;
    const world = new BdiWorld(constants, this.#edition);
    const inodes = objectsIn(sequence, "inodes").map((inode, number) => ({
      number,
      type: fileTypeOf(inode["type"]),
      caps: inode["caps"],
      append: flagOf(inode["append"]),
      mandlock: flagOf(inode["mandlock"]),
      mappings: world.newTree(),
    } satisfies LabInode));
    return {
      world,
      files: objectsIn(sequence, "files").map((file, number) =>
        labFile(
          file,
          number,
          numbered(inodes, file["inode"], "inode"),
          constants,
        )
      ),
      processes: objectsIn(sequence, "procs").map((process, number) =>
        labProcess(
          number + 1,
          flagOf(process["ptraced"]),
          flagOf(process["rie"]),
        )
      ),
      answers: [],
    };
  }
}

/** Carries a step out and writes its outcome down. */
function perform(replay: Replay, step: Json): Json {
  const { world, processes, files, answers } = replay;
  const { machine } = world;
  const process = numbered(processes, step["proc"], "process");
  switch (step["op"]) {
    case "mmap": {
      const number = step["file"];
      const file = number === null ? null : numbered(files, number, "file");
      const leftover = step["garbage_caps"];
      machine.leftover = leftover === undefined
        ? null
        : capabilitiesOf(leftover);
      machine.securityAnswer = securityAnswer(step["security"]);
      world.kmalloc.failAt(Number(step["kfail"] ?? 0));
      const out = world.observe(
        process,
        files,
        () => doMmap(machine, process, file, requestOf(step)),
      );
      world.kmalloc.failAt(0);
      const { vma, value, fate } = machine.result;
      answers.push(value);
      if (fate !== "ok" || vma === null) return out;
      return { ...out, vma: vma.id, usage: vma.usage };
    }
    case "munmap": {
      const address = addressOf(replay, step);
      const length = wordOf(step["len"]);
      return world.observe(
        process,
        files,
        () => doMunmap(machine, process, address, length),
      );
    }
    case "exit_mmap": {
      const out = world.observe(
        process,
        [],
        () => exitMmap(machine, process),
      );
      const { total_vm: _, ...rest } = out;
      return rest;
    }
    case "ptrace":
      process.ptraced = flagOf(step["ptraced"]);
      return {};
    default:
      throw new InputError(`Unknown step '${textOf(step["op"])}'`);
  }
}

function numbered<T>(all: readonly T[], number: unknown, what: string): T {
  const found = all[Number(number)];
  if (found === undefined) {
    throw new InputError(`No ${what} '${textOf(number)}'`);
  }
  return found;
}

function addressOf(replay: Replay, step: Json): number {
  if (step["of_mmap"] === undefined) return wordOf(step["addr"]);
  const answer = replay.answers[Number(step["of_mmap"])] ?? 0;
  return (answer + Number(step["addr_off"] ?? 0)) >>> 0;
}

/** What a call that hangs leaves behind is compared where it was recorded. */
function compare(recorded: Json, engine: Json): FieldDifference[] {
  const fields = differences(recorded, engine);
  return recorded["outcome"] === "DEADLOCK"
    ? fields.filter(({ recorded }) => recorded !== undefined)
    : fields;
}

function stateDifferences(recorded: Json, replay: Replay): FieldDifference[] {
  const state = stateOf(replay.world, replay.processes);
  const found: FieldDifference[] = [];
  for (
    const name of new Set([...Object.keys(recorded), ...Object.keys(state)])
  ) {
    const a = recorded[name];
    const b = state[name];
    if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
      a.forEach((item, i) => {
        for (const { field, ...rest } of differences(item, b[i] as Json)) {
          found.push({ field: `state.${name}[${i}].${field}`, ...rest });
        }
      });
    } else if (a !== b) {
      found.push({ field: `state.${name}`, recorded: a, engine: b });
    }
  }
  return found;
}
