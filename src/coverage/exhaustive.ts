/**
 * The proof that a rule of the validation can never apply: every request that
 * the rules can tell apart is tried.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { MAP } from "../abi/map.ts";
import { validatesByChecks } from "../policy/derive.ts";
import type { Edition } from "../policy/edition.ts";
import type {
  Arch,
  Caller,
  MmapRequest,
  PolicyFile,
} from "../policy/request.ts";
import { FILE_TYPES, OPERATION } from "../policy/request.ts";
import { type Rule, ruleNumber } from "../policy/rules.ts";
import {
  refusingRule,
  TRAIL,
  type TrailRule,
  type Verdict,
} from "../policy/verdict.ts";
import { allSteps } from "../steps.ts";

/** One request of the decision space, as `validate()` takes it. */
export interface DecisionCase {
  /** The request. */
  request: MmapRequest;
  /** The file. */
  file: PolicyFile;
  /** The caller. */
  caller: Caller;
}

/** The machine of these requests. */
export const DECISION_ARCH: Arch = {
  wordSize: 32,
  pageSize: 4096,
  taskSize: 0xffff_ffff,
};
const CAPABILITY_BITS: number = Object.values<number>(CAPABILITY)
  .reduce((a, b) => a | b);

/**
 * Calls a function for every file mapping that the rules can tell apart: each
 * type of file, set of operations, set of capabilities, way of opening, mount,
 * inode, protection and caller. One or two million; the objects are reused.
 * Ends early when the function answers `true`.
 *
 * @returns How many there were.
 */
export function forEachDecision(
  edition: Edition,
  visit: VisitDecision,
): number {
  return allSteps(decisionSteps(edition, visit));
}

/** Is shown a request and its verdict; `true` ends it. */
export type VisitDecision = (
  verdict: Verdict,
  asked: DecisionCase,
) => boolean | void;

/** The same step by step: all files with one set of operations. */
export function* decisionSteps(
  edition: Edition,
  visit: VisitDecision,
): Generator<void, number> {
  const file = {
    type: FILE_TYPES[0]!,
    operations: 0,
    capabilities: 0,
    mode: 0,
    appendOnly: false,
    mandatoryLock: false,
    noexec: false,
  };
  const caller = { ptraced: false, readImpliesExec: false };
  const request = { address: 0, length: 4096, prot: 0, flags: 0, pgoff: 0 };
  const asked: DecisionCase = { request, file, caller };
  const locks = asksForLocks(edition) ? 2 : 1;
  let count = 0;
  for (file.type of FILE_TYPES) {
    for (file.operations of subsets(operationBits(edition))) {
      const declares = (file.operations & OPERATION.MMAP_CAPABILITIES) !== 0;
      for (file.capabilities of subsets(declares ? CAPABILITY_BITS : 0)) {
        for (let bits = 0; bits < 32 * locks; bits++) {
          file.mode = bits & 3;
          file.appendOnly = (bits & 4) !== 0;
          file.noexec = (bits & 8) !== 0;
          caller.readImpliesExec = (bits & 16) !== 0;
          file.mandatoryLock = (bits & 32) !== 0;
          for (request.flags of TYPES) {
            for (request.prot = 0; request.prot < 8; request.prot++) {
              count++;
              const verdict = edition.validate(
                request,
                file,
                caller,
                DECISION_ARCH,
              );
              if (visit(verdict, asked) === true) return count;
            }
          }
        }
      }
      yield;
    }
  }
  return count;
}

/** The operations that the rules of a kernel ask for. */
function operationBits(edition: Edition): number {
  const { mapOperations, readOperations } = edition.checks;
  const { MMAP, MMAP_PREPARE, READ, READ_ITER } = OPERATION;
  const all = Object.values<number>(OPERATION).reduce((a, b) => a | b);
  return all & ~(MMAP | MMAP_PREPARE) & ~(READ | READ_ITER) |
    mapOperations |
    (validatesByChecks(edition) ? readOperations : READ | READ_ITER);
}

/** Whether the rules of a kernel ask for mandatory locks, as far as one sees. */
function asksForLocks(edition: Edition): boolean {
  return edition.checks.mandatoryLocks || !validatesByChecks(edition);
}

const TYPES = [MAP.SHARED, MAP.PRIVATE] as const;

function subsets(mask: number): number[] {
  const sets: number[] = [];
  for (let set = mask;; set = set - 1 & mask) {
    sets.push(set);
    if (set === 0) return sets;
  }
}

/** Answers whether a rule applied on the way to a verdict. */
export function applierOf(rule: string): (verdict: Verdict) => boolean {
  const number = ruleNumber(rule);
  const bit = Object.hasOwn(TRAIL, rule) ? TRAIL[rule as TrailRule] : 0;
  return (verdict) =>
    verdict < 0
      ? refusingRule(verdict) === number || (-verdict >> 8 & bit) !== 0
      : (verdict & bit) !== 0;
}

/** What the whole decision space has come to. */
export interface Applied {
  /** How many file mappings there are. */
  readonly count: number;
  /** Numbers of the rules that refused one. */
  readonly refusing: ReadonlySet<number>;
  /** The trails of all of them. */
  readonly trail: Verdict;
}

const APPLIED = new WeakMap<Edition["validate"], Applied>();

function tryAll(edition: Edition): Applied {
  return allSteps(triedSteps(edition));
}

/**
 * Tries every file mapping step by step, once for kernels that validate alike;
 * what is asked of them afterwards is known.
 */
export function* triedSteps(edition: Edition): Generator<void, Applied> {
  const known = APPLIED.get(edition.validate);
  if (known !== undefined) return known;
  const refuses = new Uint8Array(256);
  let trail = 0;
  const count = yield* decisionSteps(edition, (verdict) => {
    if (verdict < 0) {
      refuses[refusingRule(verdict)] = 1;
      trail |= -verdict >> 8 & ~0xff;
    } else trail |= verdict & ~0xff;
  });
  const refusing = new Set<number>();
  refuses.forEach((does, rule) => does === 1 && refusing.add(rule));
  const applied = { count, refusing, trail };
  APPLIED.set(edition.validate, applied);
  return applied;
}

/** How many file mappings there are that the rules can tell apart. */
export function decisionCount(edition: Edition): number {
  return tryAll(edition).count;
}

/** Whether a file mapping can tell: not of what the request alone decides. */
export function isAboutFiles({ scope, effect }: Rule): boolean {
  return scope !== "any" || effect !== "refuse";
}

/**
 * Tries every file mapping; answers how many there were if the rule applies to
 * none of them, else 0.
 */
export function neverApplies(edition: Edition, rule: string): number {
  const { count, refusing, trail } = tryAll(edition);
  const applies = refusing.has(ruleNumber(rule)) || applierOf(rule)(trail);
  return applies ? 0 : count;
}
