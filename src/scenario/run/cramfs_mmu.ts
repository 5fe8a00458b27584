/**
 * Running the mappings of a machine with an MMU.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import { hex, type Word } from "../../abi/word.ts";
import type { CramfsMapping } from "../../files/cramfs/mapping.ts";
import {
  completeMap,
  type PreparedMap,
  prepareMap,
} from "../../files/cramfs/mmap_prepare.ts";
import { vmaOf } from "../../files/cramfs/maps.ts";
import { cramfsMap } from "../../files/cramfs/mmu.ts";
import type { CramfsMount } from "../../files/cramfs/mount.ts";
import type { CramfsRevision } from "../../files/cramfs/revisions.ts";
import { MmuSpace } from "../../files/cramfs/space.ts";
import type {
  MmuMapOperation,
  MmuOperation,
  MmuStep,
} from "../types/cramfs_mmu.ts";
import type { CramfsFile } from "../types/driver.ts";
import type { Scenario } from "../types/scenario.ts";
import { matchMmu } from "./match_mmu.ts";
import type { MmuOutcome } from "./mmu_outcome.ts";
import { mmuCallText } from "./mmu_text.ts";
import { resolveAddress } from "./perform.ts";
import type { StepResult } from "./result.ts";

/** The state while the steps run. */
interface Progress {
  readonly scenario: Scenario;
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
): StepResult[] {
  const progress: Progress = {
    scenario,
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
  const outcome = perform(operation, number, progress);
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

function perform(
  operation: MmuOperation,
  number: number,
  progress: Progress,
): MmuOutcome {
  const { space, scenario } = progress;
  switch (operation.kind) {
    case "map": {
      const { mount, file, request } = requestOf(operation, scenario);
      const mapping = cramfsMap(
        progress.revision,
        mount,
        file.node,
        request,
        { uninitialised: scenario.cramfsMmu!.uninitialised },
      );
      return enter(mapping, file, operation, number, progress);
    }
    case "prepare": {
      const { mount, file, request } = requestOf(operation, scenario);
      const map = prepareMap(mount, file.node, request);
      progress.prepared.set(number, { map, operation });
      return { prepared: map, file };
    }
    case "complete": {
      const { map, operation: before } = progress.prepared.get(operation.step)!;
      const { mount, file } = requestOf(before, scenario);
      const { uninitialised } = scenario.cramfsMmu!;
      const mapping = completeMap(mount, file.node, map, uninitialised);
      return enter(mapping, file, before, number, progress);
    }
    default: {
      const { answers } = progress;
      const { wordSize } = scenario.machine;
      const start = resolveAddress(operation.address, answers, wordSize) ?? 0;
      if (operation.kind === "unmap") space.unmap(start, operation.length);
      else space.protect(start, operation.length, operation.prot?.value ?? 0);
      const vma = space.at(start);
      return vma === undefined ? {} : { vma };
    }
  }
}

function requestOf(operation: MmuMapOperation, scenario: Scenario) {
  const file = scenario.files[operation.file]!.inode as CramfsFile;
  const { wordSize: bits, pageSize } = scenario.machine;
  const mount: CramfsMount = { image: file.image, at: file.base, bits };
  const { pgoff, prot, shared, length } = operation;
  const pages = Math.ceil(Number(length) / pageSize);
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  return {
    file,
    mount,
    request: { pgoff, pages, prot: prot.value, shared, name },
  };
}

function enter(
  mapping: CramfsMapping,
  file: CramfsFile,
  operation: MmuMapOperation,
  number: number,
  { scenario, space, answers }: Progress,
): MmuOutcome {
  if (mapping.errno !== 0 || mapping.kind === "crash") {
    return { mapping, file };
  }
  const { wordSize: bits } = scenario.machine;
  const { address } = operation;
  const start = address === undefined
    ? space.free
    : resolveAddress(address, answers, bits) ?? 0;
  const { device, path, node } = file;
  const place = {
    start,
    device: [device.major, device.minor],
    ino: node.ino,
    path,
    bits,
  } as const;
  const vma = vmaOf(mapping, place);
  space.place(vma);
  answers[number] = start;
  return { mapping, vma, file };
}

function resultText({ mapping, prepared }: MmuOutcome): string {
  if (prepared !== undefined) return prepared.state;
  if (mapping === undefined) return "0";
  const { kind, errno, direct, pages, reason, runs } = mapping;
  if (errno !== 0) return `-1 ${errnoName(errno)}`;
  if (kind === "crash") return "? the kernel stops";
  const address = runs.find(({ from }) => from === "flash")?.address;
  const where = address === undefined ? "" : ` at ${hex(address)}`;
  const why = reason === undefined ? "" : ` (${reason})`;
  return `${kind}, ${direct}/${pages} pages${where}${why}`;
}
