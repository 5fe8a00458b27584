/**
 * A whole log, explained: the calls that failed and those that contradict the
 * engine, each once.
 *
 * @module
 */
import type { TextOptions } from "../explain/path_text.ts";
import { findDeclarations, type Wanted } from "../explain/wanted.ts";
import { declarationLines } from "../explain/wanted_text.ts";
import { InputError } from "../errors.ts";
import type { AnyEdition } from "../policy/editions.ts";
import type { FileSpec } from "../scenario/types.ts";
import { counted } from "../writing/numbers.ts";
import { diagnose, type Diagnosis } from "./diagnose.ts";
import { diagnoseOther } from "./diagnose_other.ts";
import { historyOf } from "./history.ts";
import type { LoggedCall, LoggedMapping, StraceLog } from "./log.ts";
import { supposeAll } from "./suppose.ts";
import { diagnosisLines } from "./text.ts";

/** How a log is explained. */
export interface StraceOptions {
  /** The kernel's policy. */
  readonly edition: AnyEdition;
  /** The file of every call; left out: supposed from its path. */
  readonly declared?: FileSpec | undefined;
  /** What every call should come to: asks for declarations instead. */
  readonly wanted?: Wanted | undefined;
  /** How the text is written. */
  readonly text: TextOptions;
}

/** A log as it is explained. */
export interface StraceReport {
  /** The explanation. */
  readonly text: string;
  /** Calls that contradict everything that was supposed. */
  readonly contradictions: number;
}

/** A call that the log has at least once. */
export interface Repeated<Call> {
  /** Where it stands first. */
  readonly call: Call;
  /** How often the log has it. */
  readonly count: number;
}

/** An mmap() call that the log has at least once. */
export type RepeatedCall = Repeated<LoggedMapping>;

/**
 * Explains the calls of a log.
 *
 * @throws {InputError} if it has none.
 */
export function explainStrace(
  log: StraceLog,
  options: StraceOptions,
): StraceReport {
  const asked = [...log.mappings, ...failedOthers(log)];
  if (asked.length === 0) throw new InputError(nothingFound(log));
  const { text: { style, verbose } } = options;
  const others = distinctBy(failedOthers(log), ({ text }) => text);
  const told = others.slice(0, verbose ? Infinity : MOST_OTHERS);
  const blocks: Block[] = [
    ...distinctCalls(log.mappings).map((one) => mappingBlock(one, options)),
    ...told.map((one) => otherBlock(one, log, options)),
  ].toSorted((a, b) => a.call.line - b.call.line);
  const shown = blocks.filter(({ call, contradicts }) =>
    call.result.value === undefined || contradicts || asked.length === 1 ||
    verbose
  );
  const parts = shown.map(({ call, count, lines }) =>
    [
      ...(asked.length === 1 ? [] : [style.dim(headOf(call, count))]),
      ...lines,
    ].join("\n")
  );
  const contradictions = blocks.filter((one) => one.contradicts).length;
  if (told.length < others.length) {
    parts.push(
      `${
        counted(others.length - told.length, "other call")
      } not told of (--verbose)`,
    );
  }
  if (asked.length > 1) parts.push(summaryOf(log, contradictions));
  else if (log.unread.length > 0) parts.push(unreadText(log));
  return { text: `${parts.join("\n\n")}\n`, contradictions };
}

/** Calls other than mmap() that are told of unless all are asked for. */
const MOST_OTHERS = 50;

/** A call with its explanation. */
interface Block extends Repeated<LoggedMapping | LoggedCall> {
  readonly contradicts: boolean;
  readonly lines: readonly string[];
}

function mappingBlock(
  { call, count }: RepeatedCall,
  options: StraceOptions,
): Block {
  const { edition, declared, wanted, text } = options;
  const diagnosis = diagnose(call, edition, declared);
  const lines = wanted === undefined
    ? diagnosisLines(diagnosis, edition, text)
    : wantedLines(diagnosis, wanted, options);
  return { call, count, contradicts: diagnosis.causes.length === 0, lines };
}

function otherBlock(
  { call, count }: Repeated<LoggedCall>,
  log: StraceLog,
  { edition, text }: StraceOptions,
): Block {
  const diagnosis = diagnoseOther(call, log, edition);
  return {
    call,
    count,
    contradicts: diagnosis.causes.length === 0,
    lines: diagnosisLines(diagnosis, edition, text, historyOf(log, call)),
  };
}

function failedOthers({ others }: StraceLog): LoggedCall[] {
  return others.filter(({ result }) => result.value === undefined);
}

/** Why there is nothing to explain in a log without calls. */
export function nothingFound({ unread }: StraceLog): string {
  return unread.length === 0
    ? "There is no mmap(), mmap2() or old_mmap() call in the log, and no other call about mappings that failed"
    : `The mmap() call in line ${
      unread[0]
    } cannot be read; it looks like mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/fb0>, 0) = -1 ENODEV`;
}

/** Calls that differ in more than the process and the address answered. */
export function distinctCalls(
  mappings: readonly LoggedMapping[],
): RepeatedCall[] {
  return distinctBy(mappings, (call) => {
    const { address, length, prot, flags, fd, offset, file, result } = call;
    return JSON.stringify([
      String(address),
      String(length),
      prot,
      flags,
      file ?? fd,
      String(offset),
      result.errno ?? result.value !== undefined,
    ]);
  });
}

function distinctBy<Call>(
  calls: readonly Call[],
  key: (call: Call) => string,
): Repeated<Call>[] {
  return [...Map.groupBy(calls, key).values()]
    .map((same) => ({ call: same[0]!, count: same.length }));
}

function headOf(
  { line, pid }: LoggedMapping | LoggedCall,
  count: number,
): string {
  const process = pid === undefined ? "" : `, process ${pid}`;
  return `line ${line}${process}${count === 1 ? "" : `, ${count} times`}`;
}

function wantedLines(
  { call, causes }: Diagnosis,
  wanted: Wanted,
  { edition, declared, text }: StraceOptions,
): string[] {
  const supposed = causes[0]?.suppositions[0] ??
    supposeAll(call, edition, declared)[0]!;
  if (supposed.question.scenario.files.length === 0) {
    throw new InputError("--wanted is about the driver of a file");
  }
  const found = findDeclarations(supposed.question, wanted, edition);
  return declarationLines(found, wanted, text);
}

function summaryOf(log: StraceLog, contradictions: number): string {
  const failed =
    log.mappings.filter(({ result }) => result.value === undefined).length;
  const others = failedOthers(log).length;
  const parts = [
    counted(log.mappings.length, "mmap call"),
    `${failed} failed`,
    ...(others === 0 ? [] : [`${counted(others, "other call")} failed`]),
    ...(contradictions === 0 ? [] : [
      `${contradictions} contradict the engine`,
    ]),
  ];
  const unread = log.unread.length === 0 ? "" : `\n${unreadText(log)}`;
  return parts.join(", ") + unread;
}

function unreadText({ unread }: StraceLog): string {
  return `${counted(unread.length, "mmap call")} could not be read, in line ${
    unread.slice(0, 5).join(", ")
  }`;
}
