/**
 * The engine doing what the kernel did, on the memory that the kernel gave out.
 *
 * @module
 */
import { addWords, type Word } from "../../abi/word.ts";
import type { Inode, OpenFile } from "../../files/inode.ts";
import type { Vma } from "../../memory/region.ts";
import type { Machine } from "../../mm/machine.ts";
import type { Outcome } from "../../mm/outcome.ts";
import type { Process } from "../../mm/process.ts";
import { matchExpectation } from "../../scenario/run/match.ts";
import {
  perform,
  performMmap,
  resolveAddress,
} from "../../scenario/run/perform.ts";
import type { Mismatch } from "../../scenario/run/result.ts";
import {
  buildScenarioWorld,
  type ScenarioWorld,
} from "../../scenario/run/world.ts";
import type { Address, Expectation, Operation } from "../../scenario/types.ts";
import type { CaseResult, StepResult } from "../answer/result.ts";
import type { RegionState } from "../answer/result_state.ts";
import { KernelAllocator } from "./allocator.ts";
import type { CompiledCase, CompiledTest } from "./compiled.ts";
import type { Sample } from "./samples.ts";
import type { EngineStep } from "./engine_step.ts";

/** The engine on a machine whose memory the kernel gives out. */
export class Replay {
  readonly #test: CompiledTest;
  readonly #case: CompiledCase;
  readonly #kernel: CaseResult;
  readonly #allocator = new KernelAllocator();
  readonly #scene: ScenarioWorld;
  readonly #machine: Machine;
  readonly #answers: (Word | undefined)[] = [];
  readonly #mappings: (Vma | undefined)[] = [];
  readonly #inodes: readonly Inode[];
  readonly #fileIndex: ReadonlyMap<string, string>;

  /** Makes the machine of a case as it is before the first step. */
  constructor(test: CompiledTest, one: CompiledCase, kernel: CaseResult) {
    this.#test = test;
    this.#case = one;
    this.#kernel = kernel;
    const { scenario } = test.target;
    this.#allocator.expect(firstPages(kernel));
    this.#scene = buildScenarioWorld(scenario, test.edition, this.#allocator);
    const { machine } = this.#scene;
    if (machine === undefined) throw new RangeError("A kernel without regions");
    this.#machine = machine;
    this.#inodes = this.#scene.files.map((file) => file!.inode);
    this.#fileIndex = new Map(
      scenario.files.map(({ name }, index) => [
        name,
        String(this.#inodes.indexOf(this.#inodes[index]!)),
      ]),
    );
  }

  /** The kernel has stopped. */
  get dead(): boolean {
    return this.#machine.dead;
  }

  /** Does a step or the cell, and says what came of it. */
  step(number: number, kernel: StepResult): EngineStep {
    const { scenario } = this.#test.target;
    const { cell } = this.#case;
    const step = cell === undefined ? scenario.steps[number]! : undefined;
    const one = step ?? scenario.table!.cells[cell!]!;
    const { operation, by } = one;
    this.#allocator.expect(this.#allocations(operation, number, kernel));
    const outcome = step === undefined
      ? performMmap(this.#scene, by, operation as never, this.#opened(), [])
      : perform(this.#scene, by, operation, this.#answers);
    if (outcome.vma !== null || operation.kind === "mremap") {
      this.#answers[number] = outcome.value;
    }
    const vma = outcome.vma ?? this.#mappingOf(operation, by);
    this.#mappings[number] = vma ?? undefined;
    return this.#describe(by, operation, outcome, vma, kernel);
  }

  /** Does a step that the kernel was not asked, as the engine likes. */
  skip(number: number): void {
    const { operation, by } = this.#test.target.scenario.steps[number]!;
    if (operation.kind === "load" || operation.kind === "store") return;
    if (!this.hasAddress(number)) return;
    const outcome = perform(this.#scene, by, operation, this.#answers);
    if (outcome.vma !== null) this.#answers[number] = outcome.value;
    this.#mappings[number] = outcome.vma ?? undefined;
  }

  /** The absolute form of an address; undefined if its step answered none. */
  resolve(address: Address): Word | undefined {
    const { wordSize } = this.#test.target.scenario.machine;
    return resolveAddress(address, this.#answers, wordSize);
  }

  /** Whether the mapping that a step names was made. */
  hasAddress(number: number): boolean {
    const { cell } = this.#case;
    const operation = this.#test.target.scenario.steps[number]?.operation;
    return cell !== undefined || operation === undefined ||
      !("address" in operation) || operation.address === undefined ||
      this.resolve(operation.address) !== undefined;
  }

  /** What the memory of a sample holds in the engine. */
  sample(sample: Sample): Uint8Array | undefined {
    const { wordSize } = this.#test.target.scenario.machine;
    const from = resolveAddress(sample.at, this.#answers, wordSize);
    if (from === undefined) return undefined;
    const bytes = new Uint8Array(sample.length * sample.count);
    for (let i = 0; i < sample.count; i++) {
      const at = addWords(from, i * sample.stride, wordSize);
      bytes.set(
        this.#machine.memory.read(at, sample.length),
        i * sample.length,
      );
    }
    return bytes;
  }

  /** Text of /proc/PID/maps or of /proc/maps. */
  maps(by: number | undefined): string {
    const { world, processes } = this.#scene;
    return by === undefined
      ? world.systemMaps()
      : world.processMaps(processes[by]!);
  }

  /** In what the step differs from what the scenario expects. */
  mismatches(expectation: Expectation, engine: EngineStep): Mismatch[] {
    return matchExpectation(expectation, {
      world: this.#scene,
      process: engine.process,
      outcome: engine.outcome,
      vma: engine.vma,
      answers: this.#case.cell === undefined
        ? this.#answers
        : [engine.outcome.value],
      mappings: this.#mappings,
      fileNames: this.#test.target.scenario.files.map(({ name }) => name),
    });
  }

  /** What exiting every process would come to, if the kernel would survive. */
  canExit(): boolean {
    return this.#machine.processes.every((process) =>
      [...process.tree.values()].every((vma, index, all) =>
        !vma.freed && all.indexOf(vma) === index
      )
    );
  }

  #opened(): OpenFile | null {
    const { operation, mode } = this.#test.target.scenario.table!
      .cells[this.#case.cell!]!;
    const { file } = operation;
    if (file === undefined) return null;
    return mode === undefined
      ? this.#scene.files[file] ?? null
      : this.#scene.reopen(file, mode);
  }

  #mappingOf(operation: Operation, by: number): Vma | null {
    if (!("address" in operation) || operation.address === undefined) {
      return null;
    }
    const { wordSize } = this.#test.target.scenario.machine;
    const at = resolveAddress(operation.address, this.#answers, wordSize);
    const process = this.#scene.processes[by]!;
    return at === undefined
      ? null
      : this.#scene.world.vmaAt(process, at) ?? null;
  }

  /** Addresses that the kernel allocated in the step. */
  #allocations(
    operation: Operation,
    number: number,
    kernel: StepResult,
  ): number[] {
    if (operation.kind === "mmap") {
      const { region } = kernel;
      const before = this.#regionsBefore(number);
      const isNew = region !== undefined && region.flags & MAPPED_COPY &&
        !before.some(({ id, start }) =>
          id === region.id && start === region.start
        );
      const copy = isNew ? [Number(region.start)] : [];
      return operation.file === undefined
        ? copy
        : [...copy, ...this.#newPages(operation.file, kernel)];
    }
    if (operation.kind !== "write" && operation.kind !== "ftruncate") return [];
    const fresh = this.#newPages(operation.file, kernel);
    // Growing from nothing allocates all pages at once.
    return operation.kind === "ftruncate" ? fresh.slice(0, 1) : fresh;
  }

  /** Pages that a file of ramfs has since the step, in their order. */
  #newPages(file: number, kernel: StepResult): number[] {
    const inode = this.#inodes[file]!;
    const after = kernel.filePages.at(-1)?.addresses ?? [];
    return after.flatMap((address, index) =>
      address !== 0 && inode.pages.get(index) !== address
        ? [Number(address)]
        : []
    );
  }

  #regionsBefore(number: number): readonly RegionState[] {
    for (let before = number - 1; before >= 0; before--) {
      const position = this.#case.steps[before];
      const regions = position === undefined
        ? undefined
        : this.#kernel.steps[position]?.regions;
      if (regions !== undefined) return regions;
    }
    return [];
  }

  #describe(
    by: number,
    operation: Operation,
    outcome: Outcome,
    vma: Vma | null,
    kernel: StepResult,
  ): EngineStep {
    const { scenario } = this.#test.target;
    const process = this.#scene.processes[by] as Process;
    const before = this.#kernel.processes.find((one) => one.process === by);
    return {
      outcome,
      fatal: outcome.hazards.find(({ effect }) => effect === "fatal")?.id,
      returnsAddress: operation.kind === "mmap" || operation.kind === "mremap",
      calls: outcome.calls.filter(({ file }) => this.#isLogged(file)),
      process,
      processes: this.#scene.processes as readonly Process[],
      processName: (number) => scenario.processes[number]!.name,
      vma,
      regions: this.#machine.regions,
      kernelRegions: kernel.regions ?? [],
      pages: this.#machine.pagesAllocated,
      pagesBefore: this.#kernel.pages,
      totalVmBefore: before?.totalVm ?? 0,
      wordSize: scenario.machine.wordSize,
      fileOf: (name) => this.#fileIndex.get(name) ?? name,
    };
  }

  /** Real files do not log the calls of their operations. */
  #isLogged(name: string): boolean {
    return this.#test.target.scenario.files
      .find((file) => file.name === name)?.inode.driver === "scripted";
  }
}

const MAPPED_COPY = 0x100_0000;

/** Where the pages of files of ramfs start, in the order of the files. */
function firstPages(kernel: CaseResult): number[] {
  return kernel.filePages.flatMap(({ addresses }) =>
    addresses.length === 0 ? [] : [Number(addresses[0])]
  );
}
