/**
 * What a log says of the memory that a call is about: the mappings that were
 * made there, and what became of them.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { LoggedCall, LoggedMapping, StraceLog } from "./log.ts";

/** A call that has changed what is mapped. */
export type LoggedEvent = LoggedMapping | LoggedCall;

/** A range of addresses. */
interface Range {
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * The calls before this one that succeeded and were about the same memory, in
 * order: those of the same process, or, if it has none, of any.
 */
export function historyOf(log: StraceLog, call: LoggedCall): LoggedEvent[] {
  const { request } = call;
  if (request.kind !== "munmap" && request.kind !== "mremap") return [];
  const asked = rangeFrom(request.address, request.length);
  const earlier = (pid: string | undefined): LoggedEvent[] => {
    const mine = (event: LoggedEvent): boolean =>
      event.line < call.line && (pid === undefined || event.pid === pid);
    const made = log.mappings.filter((event) =>
      mine(event) && meets(madeBy(event), asked)
    );
    const ranges = made.map((event) => madeBy(event)!);
    const changed = log.others.filter((event) =>
      mine(event) && ranges.some((range) => meets(changedBy(event), range))
    );
    return [...made, ...changed].toSorted((a, b) => a.line - b.line);
  };
  const own = earlier(call.pid);
  return own.length > 0 ? own : earlier(undefined);
}

/** Where a call that succeeded has mapped memory. */
export function madeBy(
  { length, result: { value } }: LoggedMapping,
): Range | undefined {
  return value === undefined ? undefined : rangeFrom(value, length);
}

function changedBy({ request, result }: LoggedCall): Range | undefined {
  if (result.value === undefined) return undefined;
  return request.kind === "munmap" || request.kind === "mremap"
    ? rangeFrom(request.address, request.length)
    : undefined;
}

function rangeFrom(address: Word | string, length: Word): Range {
  const start = BigInt(address);
  const bytes = BigInt(length);
  return { start, end: start + (bytes === 0n ? 1n : bytes) };
}

function meets(a: Range | undefined, b: Range): boolean {
  return a !== undefined && a.start < b.end && b.start < a.end;
}
