/**
 * One line of strace output.
 *
 * @module
 */
import { errnoName, MAX_ERRNO } from "../abi/errno.ts";

/** A line, without what strace puts before the call. */
export interface StraceLine {
  /** Number of the process, if the line has it. */
  readonly pid?: string;
  /** The call and its result, or a part of it. */
  readonly text: string;
  /** The call goes on in a later line of the same process. */
  readonly unfinished: boolean;
  /** The call that this line is the end of. */
  readonly resumed?: string;
}

/** Process, clock (-t), time since the last call (-r), place in the code (-i). */
const PREFIX =
  /^\s*(?:\[pid\s+([0-9]+)\]\s*|([0-9]+)\s+)?(?:[0-9]+:[0-9]+:[0-9]+(?:\.[0-9]+)?\s+|[0-9]+\.[0-9]+\s+)?(?:\(\+\s*[0-9]+\.[0-9]+\)\s+)?(?:\[[0-9a-f]{8,16}\]\s+)?/;
const RESUMED = /^<\.\.\. ([a-z_0-9]+) resumed>\s*(.*)$/s;
const UNFINISHED = "<unfinished ...>";

/** Reads the parts of a line; whatever it says, there is an answer. */
export function parseStraceLine(line: string): StraceLine {
  const prefix = PREFIX.exec(line);
  const pid = prefix?.[1] ?? prefix?.[2];
  let text = line.slice(prefix?.[0].length ?? 0).trimEnd();
  const unfinished = text.endsWith(UNFINISHED);
  if (unfinished) text = text.slice(0, -UNFINISHED.length).trimEnd();
  const resumed = RESUMED.exec(text);
  return {
    ...(pid === undefined ? {} : { pid }),
    text: resumed?.[2] ?? text,
    unfinished,
    ...(resumed === null ? {} : { resumed: resumed[1]! }),
  };
}

/** What a call returned. */
export interface StraceResult {
  /** A value, such as an address or a descriptor, as strace printed it. */
  readonly value?: string;
  /** Name of the error. */
  readonly errno?: string;
}

/** Reads what stands after the `=` of a call. */
export function parseResult(text: string): StraceResult {
  const error = /^-1 (E[A-Z0-9]+)\b/.exec(text);
  if (error !== null) return { errno: error[1]! };
  const number = /^-1 \(errno ([0-9]{1,4})\)/.exec(text)?.[1];
  if (number !== undefined) return { errno: errnoName(Number(number)) };
  const value = /^(0x[0-9a-f]{1,16}|-?[0-9]{1,20})\b/.exec(text)?.[1];
  if (value === undefined || value === "-1") return {};
  const errno = rawErrno(value);
  return errno === undefined ? { value } : { errno: errnoName(errno) };
}

/** The error in a result as the kernel returns it: the last page of numbers. */
function rawErrno(value: string): number | undefined {
  const negative = value.startsWith("-");
  const number = negative ? -BigInt(value.slice(1)) : BigInt(value);
  for (const end of [0n, 1n << 32n, 1n << 64n]) {
    const errno = end - number;
    if (errno > 0n && errno <= BigInt(MAX_ERRNO)) return Number(errno);
  }
  return undefined;
}

/** Cuts `args) = result` at the bracket that closes the call. */
export function splitResult(text: string): [string, StraceResult] {
  const equals = text.lastIndexOf("=");
  const before = equals < 0 ? "" : text.slice(0, equals).trimEnd();
  if (before.endsWith(")")) {
    return [before.slice(0, -1), parseResult(text.slice(equals + 1).trim())];
  }
  const end = text.trimEnd();
  return [end.endsWith(")") ? end.slice(0, -1) : end, {}];
}
