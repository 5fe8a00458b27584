/**
 * The proof that a rule of the validation can never apply: every request that
 * the rules can tell apart is tried.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { MAP } from "../abi/map.ts";
import type { Edition } from "../policy/edition.ts";
import type {
  Arch,
  Caller,
  MmapRequest,
  PolicyFile,
} from "../policy/request.ts";
import { FILE_TYPES, OPERATION } from "../policy/request.ts";
import { ruleNumber } from "../policy/rules.ts";
import {
  hasTrail,
  refusingRule,
  TRAIL,
  type TrailRule,
  type Verdict,
} from "../policy/verdict.ts";

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
const OPERATION_BITS: number = Object.values<number>(OPERATION)
  .reduce((a, b) => a | b);
const CAPABILITY_BITS: number = Object.values<number>(CAPABILITY)
  .reduce((a, b) => a | b);

/** Every file mapping that the rules can tell apart; the object is reused. */
function* decisionCases(): Generator<DecisionCase> {
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
  for (file.type of FILE_TYPES) {
    for (file.operations of subsets(OPERATION_BITS)) {
      const declares = (file.operations & OPERATION.MMAP_CAPABILITIES) !== 0;
      for (file.capabilities of subsets(declares ? CAPABILITY_BITS : 0)) {
        for (let bits = 0; bits < 64; bits++) {
          file.mode = bits & 3;
          file.appendOnly = (bits & 4) !== 0;
          file.noexec = (bits & 8) !== 0;
          file.mandatoryLock = (bits & 16) !== 0;
          caller.readImpliesExec = (bits & 32) !== 0;
          for (request.flags of [MAP.SHARED, MAP.PRIVATE]) {
            for (request.prot = 0; request.prot < 8; request.prot++) {
              yield asked;
            }
          }
        }
      }
    }
  }
}

/**
 * Calls a function for every file mapping that the rules can tell apart: each
 * type of file, set of operations, set of capabilities, way of opening, mount,
 * inode, protection and caller. About three million; the objects are reused.
 * Ends early when the function answers `true`.
 *
 * @returns How many there were.
 */
export function forEachDecision(
  edition: Edition,
  visit: (verdict: Verdict, asked: DecisionCase) => boolean | void,
): number {
  let count = 0;
  for (const asked of decisionCases()) {
    count++;
    const { request, file, caller } = asked;
    if (visit(edition.validate(request, file, caller, DECISION_ARCH), asked)) {
      break;
    }
  }
  return count;
}

function subsets(mask: number): number[] {
  const sets: number[] = [];
  for (let set = mask;; set = set - 1 & mask) {
    sets.push(set);
    if (set === 0) return sets;
  }
}

/** Whether a rule applied on the way to a verdict. */
export function appliesTo(verdict: Verdict, rule: string): boolean {
  if (verdict < 0 && refusingRule(verdict) === ruleNumber(rule)) return true;
  return Object.hasOwn(TRAIL, rule) && hasTrail(verdict, rule as TrailRule);
}

/**
 * Tries every file mapping; answers how many there were if the rule applies to
 * none of them, else 0.
 */
export function neverApplies(edition: Edition, rule: string): number {
  let applies = false;
  const count = forEachDecision(
    edition,
    (verdict) => applies = appliesTo(verdict, rule),
  );
  return applies ? 0 : count;
}
