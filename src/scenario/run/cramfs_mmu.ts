/**
 * Running the mappings of a machine with an MMU.
 *
 * @module
 */
import { ERRNO, errnoName } from "../../abi/errno.ts";
import { hex, offsetInPage, type Word, type WordSize } from "../../abi/word.ts";
import type { CramfsMapping } from "../../files/cramfs/mapping.ts";
import {
  completeMap,
  type PreparedMap,
  prepareMap,
} from "../../files/cramfs/mmap_prepare.ts";
import { type CramfsVma, vmaOf } from "../../files/cramfs/maps.ts";
import { cramfsExtend, cramfsMap, failedMap } from "../../files/cramfs/mmu.ts";
import type { CramfsMount } from "../../files/cramfs/mount.ts";
import type { CramfsRevision } from "../../files/cramfs/revisions.ts";
import { MmuSpace } from "../../files/cramfs/space.ts";
import type {
  MmuMapOperation,
  MmuOperation,
  MmuStep,
} from "../types/cramfs_mmu.ts";
import type { CramfsFile } from "../types/driver.ts";
import type { FileSpec } from "../types/file.ts";
import type { Scenario } from "../types/scenario.ts";
import { matchMmu } from "./match_mmu.ts";
import type { MmuOutcome } from "./mmu_outcome.ts";
import { mmuCallText } from "./mmu_text.ts";
import { resolveAddress } from "./perform.ts";
import type { StepResult } from "./result.ts";

/** What there is after a step. */
export interface MmuSeen {
  /** Where the step begins, or would have. */
  readonly start: Word;
  /** What it came to. */
  readonly outcome: MmuOutcome;
  /** The address space, which changes with the next step. */
  readonly space: MmuSpace;
}

/** Called after each step, with its number. */
export type MmuObserver = (number: number, seen: MmuSeen) => void;

/** The state while the steps run. */
interface Progress {
  readonly scenario: Scenario;
  readonly observe: MmuObserver | undefined;
  readonly revision: CramfsRevision;
  readonly space: MmuSpace;
  readonly answers: (Word | undefined)[];
  readonly prepared: Map<number, Prepared>;
  dead: boolean;
}

interface Prepared {
  readonly map: PreparedMap;
  readonly operation: MmuMapOperation;
}

/** Runs the mappings of a scenario in one revision. */
export function runCramfsMmu(
  scenario: Scenario,
  revision: CramfsRevision,
  observe?: MmuObserver,
): StepResult[] {
  const progress: Progress = {
    scenario,
    observe,
    revision,
    space: new MmuSpace(scenario.machine.wordSize),
    answers: [],
    prepared: new Map(),
    dead: false,
  };
  return scenario.cramfsMmu!.steps.map((step, number) =>
    runStep(step, number, progress)
  );
}

function runStep(
  step: MmuStep,
  number: number,
  progress: Progress,
): StepResult {
  const { scenario, revision, space } = progress;
  const { operation, at } = step;
  const label = step.as ?? `step ${number + 1}`;
  const call = mmuCallText(scenario, operation);
  const common = { number, label, at, outcome: null };
  if (progress.dead) {
    const mismatch = {
      key: "kernel",
      expected: "running",
      actual: "stopped by an earlier step",
      at,
    };
    return { ...common, call, mismatches: [mismatch] };
  }
  const start = startOf(operation, progress);
  const outcome = perform(operation, start, number, progress);
  progress.observe?.(number, { start, outcome, space });
  if (outcome.mapping?.kind === "crash") progress.dead = true;
  const expectation = step.expect.find(({ revisions }) =>
    revisions === undefined || revisions.includes(revision)
  )?.expectation;
  const { wordSize: bits } = scenario.machine;
  return {
    ...common,
    call: `${call} = ${resultText(outcome)}`,
    mismatches: matchMmu(expectation ?? { at, keys: {} }, {
      outcome,
      maps: space.maps(),
      bits,
    }),
  };
}

/** Where a step begins: a mapping without an address after everything. */
function startOf(
  operation: MmuOperation,
  { scenario, space, answers, prepared }: Progress,
): Word {
  const { address } = operation.kind === "complete"
    ? prepared.get(operation.step)!.operation
    : operation;
  return address === undefined
    ? space.free
    : resolveAddress(address, answers, scenario.machine.wordSize) ?? 0;
}

function perform(
  operation: MmuOperation,
  start: Word,
  number: number,
  progress: Progress,
): MmuOutcome {
  const { space, scenario } = progress;
  switch (operation.kind) {
    case "map": {
      const { mount, file, opened, request } = requestOf(operation, scenario);
      const { revision } = progress;
      if (offsetInPage(start, scenario.machine.pageSize) !== 0) {
        return { mapping: failedMap(revision, request, ERRNO.EINVAL), file };
      }
      const { uninitialised } = scenario.cramfsMmu!;
      const options = { uninitialised };
      const asked = () =>
        cramfsMap(revision, mount, file.node, request, options);
      const alone = cramfsExtend(revision, mount, file.node, request);
      const { wordSize: bits } = scenario.machine;
      const extended = revision !== "2025-mmap-prepare" &&
        space.extendsNeighbour(vmaAt(alone, file, opened, start, bits));
      const mapping = extended ? alone : asked();
      return enter(mapping, file, opened, start, number, progress);
    }
    case "prepare": {
      const { mount, file, request } = requestOf(operation, scenario);
      const map = prepareMap(mount, file.node, request);
      progress.prepared.set(number, { map, operation });
      return { prepared: map, file };
    }
    case "complete": {
      const { map, operation: before } = progress.prepared.get(operation.step)!;
      const { mount, file, opened } = requestOf(before, scenario);
      const { uninitialised } = scenario.cramfsMmu!;
      const mapping = completeMap(mount, file.node, map, uninitialised);
      return enter(mapping, file, opened, start, number, progress);
    }
    default: {
      const { length } = operation;
      const errno = operation.kind === "unmap"
        ? space.unmap(start, length)
        : space.protect(start, length, operation.prot?.value ?? 0);
      const vma = space.at(start);
      return vma === undefined ? { errno } : { errno, vma };
    }
  }
}

function requestOf(operation: MmuMapOperation, scenario: Scenario) {
  const opened = scenario.files[operation.file]!;
  const file = opened.inode as CramfsFile;
  const { wordSize: bits, pageSize } = scenario.machine;
  const mount: CramfsMount = { image: file.image, at: file.base, bits };
  const { pgoff, prot, shared, length } = operation;
  const pages = Math.ceil(Number(length) / pageSize);
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  return {
    file,
    opened,
    mount,
    request: { pgoff, pages, prot: prot.value, shared, name },
  };
}

function enter(
  mapping: CramfsMapping,
  file: CramfsFile,
  opened: FileSpec,
  start: Word,
  number: number,
  { scenario, space, answers }: Progress,
): MmuOutcome {
  if (mapping.errno !== 0 || mapping.kind === "crash") {
    return { mapping, file };
  }
  const vma = vmaAt(mapping, file, opened, start, scenario.machine.wordSize);
  space.place(vma);
  answers[number] = start;
  return { mapping, vma: space.at(start) ?? vma, file };
}

function vmaAt(
  mapping: CramfsMapping,
  file: CramfsFile,
  opened: FileSpec,
  start: Word,
  bits: WordSize,
): CramfsVma {
  const { device, path, node } = file;
  return vmaOf(mapping, {
    start,
    device: [device.major, device.minor],
    ino: node.ino,
    path,
    opened,
    bits,
  });
}

function resultText(outcome: MmuOutcome): string {
  const { mapping, prepared } = outcome;
  if (prepared !== undefined) return prepared.state;
  if (mapping === undefined) {
    return outcome.errno ? `-1 ${errnoName(outcome.errno)}` : "0";
  }
  const { kind, errno, direct, pages, reason, runs } = mapping;
  if (errno !== 0) return `-1 ${errnoName(errno)}`;
  if (kind === "crash") return "? the kernel stops";
  const address = runs.find(({ from }) => from === "flash")?.address;
  const where = address === undefined ? "" : ` at ${hex(address)}`;
  const why = reason === undefined ? "" : ` (${reason})`;
  return `${kind}, ${direct}/${pages} pages${where}${why}`;
}
