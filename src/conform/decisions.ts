/**
 * Holds recorded single requests against the engine. Every request meets a
 * machine at rest; the mapping is taken down again afterwards.
 *
 * @module
 */
import { callList } from "./call_list.ts";
import { subtractWords, type Word } from "../abi/word.ts";
import { Machine } from "../mm/machine.ts";
import type { Outcome } from "../mm/outcome.ts";
import { mmap, munmap } from "../mm/system_calls.ts";
import type { Edition } from "../policy/edition.ts";
import { differences } from "./differences.ts";
import { countIn, objectIn, textOf, wordIn } from "./fields.ts";
import { compareLog } from "./log.ts";
import { decisionPath } from "./path.ts";
import { sampledData } from "./sampled.ts";
import type { Comparer, ConformSink, Json } from "./types.ts";
import { BUFFER, openFile } from "./decision_file.ts";

const BUFFER_SIZE = 0x10_0000;

/** Makes the comparer for recordings of single requests. */
export function createDecisionComparer(
  edition: Edition,
  sink: ConformSink,
): Comparer {
  let machine: Machine | undefined;
  return {
    line(input, line) {
      const recorded = objectIn(input, "out");
      if (machine === undefined || machine.regions.size !== 0) {
        machine = newMachine(edition);
      }
      const result = textOf(recorded["ret"]).replace(/^(buf\+|0x).*/, "direct");
      const actual = answer(machine, input);
      if (machine.dead && isOverrun(machine) && recorded["ret"] === "CRASH") {
        // What the cleared range destroys first is a matter of luck.
        machine = undefined;
        return sink.agreed(result);
      }
      const fields = differences(recorded, actual.fields);
      fields.push(...compareLog(recorded["log"], actual.log));
      if (machine.dead) machine = undefined;
      if (fields.length === 0) return sink.agreed(result);
      sink.disagreed(result, {
        line,
        subject: describe(input),
        fields,
        path: actual.path,
      });
    },
  };
}

function newMachine(edition: Edition): Machine {
  const machine = new Machine({
    edition,
    wordSize: 64,
    ram: { base: 0x8000_0000, size: 32 * 2 ** 20 },
    mmapAllowUninitialized: true,
  });
  machine.createProcess();
  return machine;
}

function isOverrun(machine: Machine): boolean {
  return machine.journal.has("copy-larger-than-memory");
}

interface Answer {
  readonly fields: Json;
  readonly log: readonly string[];
  readonly path: readonly string[];
}

function answer(machine: Machine, input: Json): Answer {
  const process = machine.createProcess({
    ptraced: input["ptraced"] === 1,
    readImpliesExec: input["rie"] === 1,
  });
  machine.processes.length = 1;
  machine.inodes.length = 0;
  machine.nrTrimPages = countIn(input, "trim");
  const file = input["fd"] === "file" ? openFile(machine, input) : null;
  const offset = wordIn(input, "off");
  const length = wordIn(input, "len");
  const outcome = mmap(machine, process, {
    file,
    address: wordIn(input, "addr"),
    length,
    prot: Number(wordIn(input, "prot")) >>> 0,
    flags: Number(wordIn(input, "flags")) >>> 0,
    ...(input["via"] === "ksys" ? { pgoff: offset } : { offset }),
  });
  const path = decisionPath(outcome);
  const log = outcome.messages.map((message) => message.kind as string);
  if (machine.dead) {
    const ret = isOverrun(machine) ? "HANG" : "CRASH";
    return { fields: { ret }, log, path };
  }
  const calls = outcome.calls.map((call) => callList(call, placeName));
  const common = calls.length === 0 ? {} : { calls };
  if (outcome.errno !== 0) {
    return { fields: { ret: -outcome.errno, ...common }, log, path };
  }

  const pages = machine.pagesAllocated;
  const seen = process.tree.at(outcome.value);
  const state = seen === undefined ? { vma: null } : mappingFields(
    machine,
    outcome,
  );
  const undo = munmap(machine, process, outcome.value, length);
  log.push(...undo.messages.map((message) => message.kind));
  let references = file?.inode.mappings.size ?? 0;
  for (const region of machine.regions) if (region.usage > 0) references++;
  return {
    fields: {
      ret: symbol(outcome),
      ...state,
      ...(pages === 0 ? {} : { pages }),
      tvm: process.totalVm,
      munmap: -undo.errno,
      ...nonZero("leak_pages", machine.pagesAllocated),
      ...nonZero("leak_maps", process.mapCount),
      ...nonZero("leak_refs", references),
      ...common,
    },
    log,
    path,
  };
}

function nonZero(name: string, value: number): Json {
  return value === 0 ? {} : { [name]: value };
}

function mappingFields(machine: Machine, outcome: Outcome): Json {
  const vma = outcome.vma!;
  const { region } = vma;
  const size = (end: Word, start: Word): Word => subtractWords(end, start, 64);
  const fileOf = (file: unknown): number =>
    file === null ? 0 : file === vma.file ? 1 : 2;
  return {
    vma: {
      len: size(vma.end, vma.start),
      flags: vma.flags.toString(16),
      pgoff: vma.pgoff,
      file: fileOf(vma.file),
    },
    region: {
      off: size(region.start, outcome.value),
      len: size(region.end, region.start),
      top: size(region.top, region.start),
      flags: region.flags.toString(16),
      pgoff: region.pgoff,
      usage: region.usage,
      file: fileOf(region.file),
    },
    ...(region.icacheFlushed ? { icache: 1 } : {}),
    data: sampledData(machine, outcome),
  };
}

function symbol(outcome: Outcome): string {
  if (outcome.backing === "copy") return "copy";
  if (outcome.backing === "anonymous") return "anon";
  return addressName(outcome.value) as string;
}

function addressName(address: Word): Word | string {
  return address >= BUFFER && address < BUFFER + BUFFER_SIZE
    ? `buf+0x${(Number(address) - BUFFER).toString(16)}`
    : `0x${address.toString(16)}`;
}

/** Addresses that do not depend on where memory lies. */
function placeName(address: Word): Word | string {
  if (address >= BUFFER && address < BUFFER + BUFFER_SIZE) {
    return addressName(address);
  }
  return address < 0x1000 ? address : "?";
}

function describe(input: Json): string {
  const { out: _, ...request } = input;
  return JSON.stringify(
    request,
    (_key, value) => typeof value === "bigint" ? value.toString() : value,
  );
}
