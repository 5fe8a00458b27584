/**
 * Why a call in a log that is not mmap() came to what it did.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import { causesOf, type Diagnosis } from "./diagnose.ts";
import type { LoggedCall, StraceLog } from "./log.ts";
import { agreesWith, supposeOther } from "./suppose_other.ts";

/** Finds out why a call of a log came to what it did. */
export function diagnoseOther(
  call: LoggedCall,
  log: StraceLog,
  edition: AnyEdition,
): Diagnosis<LoggedCall> {
  const all = supposeOther(call, log, edition);
  const agreeing = all.filter((one) => agreesWith(call, one));
  return {
    call,
    causes: causesOf(agreeing),
    rejected: all.filter((one) => !agreeing.includes(one)),
  };
}
