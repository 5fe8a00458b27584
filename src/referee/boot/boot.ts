/**
 * One boot of a real kernel in QEMU: a plan goes in, records come out.
 *
 * @module
 */
import type { WordSize } from "../../abi/word.ts";
import type { EncodedCase } from "../plan/encode.ts";
import { HEADER, NOMMAP_MAGIC, PHASE, STATE } from "../layout.ts";
import {
  FINISHER,
  MEMORY,
  qemuArguments,
  qemuProgram,
} from "../target/machine.ts";
import { mmuQemuArguments } from "../mmu/machine.ts";
import { unlessAbortedSoon } from "../host/abort.ts";
import { ProgramError } from "../host/command.ts";
import { GuestMemory } from "./guest_memory.ts";

/** A kernel that was built and can be booted. */
export interface Kernel {
  /** Version as asked for, such as `6.12`. */
  readonly version: string;
  /** Word size. */
  readonly bits: WordSize;
  /** What it was built from: a hash that the kernel itself knows too. */
  readonly build: string;
  /** Hash of its configuration. */
  readonly config: string;
  /** Path of the kernel image. */
  readonly image: string;
  /** Path of the initial file system with the runner. */
  readonly initrd: string;
  /** Path of the device tree. */
  readonly deviceTree: string;
  /** Address and bytes of what the kernel limits its messages by. */
  readonly resets: readonly (readonly [address: number, size: number])[];
  /** It has an MMU, and a runner of its own. Default false. */
  readonly mmu?: boolean;
}

/** Options of {@linkcode boot}. */
export interface BootOptions {
  /** Milliseconds without any progress after which the kernel has hung. */
  readonly patience: number;
  /** Ends QEMU. */
  readonly signal?: AbortSignal;
}

/** What a boot left behind. */
export interface BootOutcome {
  /** How far it got: a value of `STATE`. */
  readonly state: number;
  /** It was ended because nothing moved any more. */
  readonly hung: boolean;
  /** The kernel overwrote what it had written before: nothing is known. */
  readonly destroyed: boolean;
  /** Position in the plan of the case it was at. */
  readonly ordinal: number;
  /** What it was doing with that case. */
  readonly phase: "setup" | "steps" | "cleanup";
  /** Release of the kernel, such as `6.12.117`. */
  readonly release: string;
  /** Records. */
  readonly results: Uint8Array<ArrayBuffer>;
  /** Kernel messages. */
  readonly log: Uint8Array<ArrayBuffer>;
  /** Milliseconds from the boot of the kernel to its first case. */
  readonly booting: number;
  /** Milliseconds from there to the end of the plan; 0 if it was not reached. */
  readonly running: number;
}

/** Bytes of plan that fit into one boot. */
export const PLAN_SPACE: number = MEMORY.plan.size;

const POLL = 200;
/** The signal that ends a QEMU in which nothing moves any more. */
const ENDED_BY_US = "SIGKILL";
const decoder = new TextDecoder();

/** Joins cases into the plan of one boot, with addresses made absolute. */
function joinCases(cases: readonly EncodedCase[]): Uint8Array {
  const size = cases.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > PLAN_SPACE) {
    throw new RangeError(`A plan of ${size} bytes does not fit`);
  }
  const plan = new Uint8Array(size);
  const view = new DataView(plan.buffer);
  let at = 0;
  for (const { bytes, relative } of cases) {
    plan.set(bytes, at);
    for (const word of relative) {
      const value = view.getUint32(at + 8 * word, true);
      view.setUint32(at + 8 * word, MEMORY.plan.base + at + value, true);
    }
    at += bytes.length;
  }
  return plan;
}

function newHeader(
  planSize: number,
  resets: Kernel["resets"],
): Uint8Array {
  const header = new BigUint64Array(HEADER.WORDS);
  const { plan, results, log } = MEMORY;
  header[HEADER.MAGIC] = NOMMAP_MAGIC;
  header[HEADER.PLAN] = BigInt(plan.base);
  header[HEADER.PLAN_END] = BigInt(plan.base + planSize);
  header[HEADER.RESULTS] = BigInt(results.base);
  header[HEADER.RESULTS_END] = BigInt(results.base + results.size);
  header[HEADER.LOG] = BigInt(log.base);
  header[HEADER.LOG_END] = BigInt(log.base + log.size);
  header[HEADER.FINISHER] = BigInt(FINISHER);
  resets.forEach((reset, index) => {
    if (HEADER.RESETS + 2 * index >= HEADER.RESETS_END) return;
    header[HEADER.RESETS + 2 * index] = BigInt(reset[0]);
    header[HEADER.RESETS + 2 * index + 1] = BigInt(reset[1]);
  });
  return new Uint8Array(header.buffer);
}

/**
 * Boots a kernel with the cases as its plan and waits until it is done, has
 * died or has hung.
 *
 * @throws the reason of `signal` if that ended it.
 * @throws {ProgramError} if QEMU fails.
 * @throws {Error} if the kernel is not the one that it should be.
 */
export async function boot(
  kernel: Kernel,
  cases: readonly EncodedCase[],
  options: BootOptions,
): Promise<BootOutcome> {
  using memory = new GuestMemory();
  const plan = joinCases(cases);
  memory.write(MEMORY.plan, plan);
  memory.write(MEMORY.area, newHeader(plan.length, kernel.resets));
  options.signal?.throwIfAborted();
  const qemu = new Deno.Command(qemuProgram(kernel.bits), {
    args: argumentsFor(kernel, memory),
    stdin: "null",
    stdout: "null",
    stderr: "piped",
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }).spawn();
  const hung = await watch(qemu, memory, options.patience);
  const { signal, stderr } = await qemu.output();
  await new Promise((resolve) => setTimeout(resolve));
  options.signal?.throwIfAborted();
  try {
    return outcomeOf(kernel, memory, { signal, stderr, hung });
  } catch (error) {
    await unlessAbortedSoon(options.signal);
    throw error;
  }
}

/** How QEMU has ended. */
interface EndedQemu extends Pick<Deno.CommandOutput, "signal" | "stderr"> {
  /** It was ended because nothing moved any more. */
  readonly hung: boolean;
}

/** Reads what a boot left behind. */
function outcomeOf(
  kernel: Kernel,
  memory: GuestMemory,
  { signal, stderr, hung }: EndedQemu,
): BootOutcome {
  const said = () =>
    `${decoder.decode(stderr)}\n${Deno.readTextFileSync(memory.console)}`
      .trim().slice(-3000);
  if (signal !== null && signal !== ENDED_BY_US) {
    throw new ProgramError(
      `QEMU was ended by ${signal}: ${
        said() || `there may be no room left for ${memory.path}`
      }`,
    );
  }
  const header = memory.header();
  const at = (word: number) => Number(header[word]);
  if (header[HEADER.MAGIC] !== NOMMAP_MAGIC) return DESTROYED;
  if (at(HEADER.STATE) === STATE.OFF) {
    throw new ProgramError(
      `The kernel did not start: ${said() || "no word from it"}`,
    );
  }
  const outcome: BootOutcome = {
    state: at(HEADER.STATE),
    hung,
    destroyed: false,
    ordinal: at(HEADER.CASE),
    phase: phaseName(at(HEADER.PHASE)),
    release: textAt(header, HEADER.RELEASE, 64),
    results: memory.readUsed(MEMORY.results, at(HEADER.RESULTS_USED)),
    log: kernel.mmu
      ? Deno.readFileSync(memory.console)
      : memory.readUsed(MEMORY.log, at(HEADER.LOG_USED)),
    booting: at(HEADER.STARTED) / 1e6,
    running: Math.max(0, at(HEADER.ENDED) - at(HEADER.STARTED)) / 1e6,
  };
  const build = textAt(header, HEADER.BUILD, 32);
  if (build !== kernel.build) {
    throw new Error(`Expected build ${kernel.build}, but '${build}' booted`);
  }
  if (outcome.state !== STATE.RUNNING && outcome.booting === 0) {
    throw new Error(
      `The runner did not run:\n${decoder.decode(outcome.log).slice(-3000)}`,
    );
  }
  return outcome;
}

function argumentsFor(
  kernel: Kernel,
  { path, console }: GuestMemory,
): string[] {
  const files = { ...kernel, memory: path };
  return kernel.mmu ? mmuQemuArguments(files, console) : qemuArguments(files);
}

const DESTROYED: BootOutcome = {
  state: STATE.OFF,
  hung: false,
  destroyed: true,
  ordinal: 0,
  phase: "steps",
  release: "",
  results: new Uint8Array(),
  log: new Uint8Array(),
  booting: 0,
  running: 0,
};

/** Waits for QEMU; ends it if nothing moves. Says whether it had to. */
async function watch(
  qemu: Deno.ChildProcess,
  memory: GuestMemory,
  patience: number,
): Promise<boolean> {
  let last = "";
  let since = performance.now();
  for (;;) {
    const timer = Promise.withResolvers<false>();
    const id = setTimeout(() => timer.resolve(false), POLL);
    const ended = await Promise.race([
      qemu.status.then(() => true),
      timer.promise,
    ]);
    clearTimeout(id);
    if (ended) return false;
    const header = memory.header();
    const now = header.slice(HEADER.STATE, HEADER.BUILD).join();
    if (header[HEADER.MAGIC] !== NOMMAP_MAGIC) {
      qemu.kill(ENDED_BY_US);
      return false;
    } else if (now !== last) {
      last = now;
      since = performance.now();
    } else if (performance.now() - since > limitOf(header, patience)) {
      qemu.kill(ENDED_BY_US);
      return true;
    }
  }
}

/** Until the runner runs nothing else shows that the machine is alive. */
function limitOf(header: BigUint64Array, patience: number): number {
  return header[HEADER.STATE]! < STATE.RUNNING ? 6 * patience : patience;
}

function phaseName(phase: number): BootOutcome["phase"] {
  return phase === PHASE.STEPS
    ? "steps"
    : phase === PHASE.CLEANUP
    ? "cleanup"
    : "setup";
}

function textAt(header: BigUint64Array, word: number, length: number): string {
  const bytes = new Uint8Array(header.buffer, 8 * word, length);
  const end = bytes.indexOf(0);
  return decoder.decode(bytes.subarray(0, end < 0 ? length : end));
}
