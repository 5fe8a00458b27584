/**
 * Which memory is looked at after a step.
 *
 * @module
 */

import { subtractWords } from "../../abi/word.ts";
import type { Outcome } from "../../mm/outcome.ts";
import type {
  Address,
  BytesExpectation,
  Expectation,
  Operation,
} from "../../scenario/types.ts";
import type { PlanAddress } from "../plan/plan.ts";
import type { TargetScenario } from "./target_scenario.ts";

/** How much memory is looked at after each mapping. */
export type SampleDepth = "full" | "sparse";

/** Pieces of memory, a stride apart. */
export interface Pieces {
  /** Where the first piece starts. */
  readonly at: Address;
  /** Bytes of each piece. */
  readonly length: number;
  /** Number of pieces. */
  readonly count: number;
  /** From one piece to the next, in bytes. */
  readonly stride: number;
}

/** Pieces with their address in the plan. */
export interface Sample extends Pieces {
  /** Where the first piece starts, in the plan. */
  readonly address: PlanAddress;
}

/** What is known of the step. */
export interface SampleContext {
  /** The scenario on the target. */
  readonly target: TargetScenario;
  /** What the engine answered to all steps. */
  readonly outcomes: readonly (Outcome | null)[];
  /** Number of the step. */
  readonly number: number;
  /** How much is looked at. */
  readonly depth: SampleDepth;
}

/** Longest piece of memory that one step of a plan loads. */
const LONGEST = 65_536;
/** Bytes that are loaded of every mapping that is looked at fully. */
const FULL = 16_384;
const PIECE = 8;
const SPARSE_STRIDE = 1024;
const MOST_PIECES = 256;

/** The memory to look at after a step. */
export function samplesOf(
  operation: Operation,
  expectation: Expectation | undefined,
  context: SampleContext,
): Pieces[] {
  const start = startOf(operation, context);
  if (start === undefined) return [];
  const pieces = operation.kind === "mmap" ? ofMapping(start, context) : [];
  for (const bytes of expectation?.bytes ?? []) {
    if (operation.kind === "load") continue;
    pieces.push(...ofBytes(start, bytes));
  }
  return pieces;
}

/** The start of the mapping that is looked at, if it has memory behind it. */
function startOf(
  operation: Operation,
  { outcomes, number, target }: SampleContext,
): Address | undefined {
  const outcome = outcomes[number];
  if (operation.kind === "mmap") {
    if (outcome?.vma == null || outcome.errno !== 0) return undefined;
    if (outcome.hazards.some(({ effect }) => effect === "fatal")) {
      return undefined;
    }
    // What such a file holds, the engine reads at an address, too.
    const inode = operation.file === undefined
      ? undefined
      : target.scenario.files[operation.file]?.inode;
    if (inode !== undefined && isBare(target, inode)) return undefined;
    // What lies at an address of the bus, or at one that was cut, is no file.
    if (inode?.driver === "mem") return undefined;
    if (outcome.hazards.some(({ id }) => id === "address-truncated-to-int")) {
      return undefined;
    }
    return { step: number, label: "", offset: 0, negative: false };
  }
  if (!("address" in operation) || typeof operation.address !== "object") {
    return undefined;
  }
  return { ...operation.address, offset: 0, negative: false };
}

function isBare(
  { placement, inodes }: TargetScenario,
  inode: Parameters<TargetScenario["inodes"]["get"]>[0],
): boolean {
  return placement.bare.includes(inodes.get(inode) ?? inode);
}

function ofMapping(
  at: Address,
  { outcomes, number, target, depth }: SampleContext,
): Pieces[] {
  const vma = outcomes[number]!.vma!;
  const { wordSize } = target.scenario.machine;
  const length = Number(subtractWords(vma.end, vma.start, wordSize));
  if (depth === "full" && length <= FULL) {
    return [{ at, length, count: 1, stride: 0 }];
  }
  const pieces = Math.floor(length / SPARSE_STRIDE);
  const count = Math.max(1, Math.min(pieces, MOST_PIECES));
  const stride = Math.floor(length / count / 8) * 8;
  return [{ at, length: Math.min(PIECE, length), count, stride }];
}

function ofBytes(start: Address, { offset, content }: BytesExpectation) {
  const length = content.kind === "literal"
    ? content.bytes.length
    : content.length;
  const pieces: Pieces[] = [];
  for (let done = 0; done < length; done += LONGEST) {
    pieces.push({
      at: { ...start as object, offset: Number(offset) + done } as Address,
      length: Math.min(LONGEST, length - done),
      count: 1,
      stride: 0,
    });
  }
  return pieces;
}
