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
import type { LoggedMapping, StraceLog } from "./log.ts";
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
export interface RepeatedCall {
  /** Where it stands first. */
  readonly call: LoggedMapping;
  /** How often the log has it. */
  count: number;
}

/**
 * Explains the calls of a log.
 *
 * @throws {InputError} if it has none.
 */
export function explainStrace(
  log: StraceLog,
  options: StraceOptions,
): StraceReport {
  const { mappings, unread } = log;
  if (mappings.length === 0) throw new InputError(nothingFound(log));
  const { edition, declared, wanted, text } = options;
  const blocks: string[] = [];
  let contradictions = 0;
  for (const { call, count } of distinctCalls(mappings)) {
    const diagnosis = diagnose(call, edition, declared);
    const contradicts = diagnosis.causes.length === 0;
    if (contradicts) contradictions++;
    const failed = call.result.value === undefined;
    if (!failed && !contradicts && mappings.length > 1 && !text.verbose) {
      continue;
    }
    const head = mappings.length === 1
      ? []
      : [text.style.dim(headOf(call, count))];
    const body = wanted === undefined
      ? diagnosisLines(diagnosis, edition, text)
      : wantedLines(diagnosis, wanted, options);
    blocks.push([...head, ...body].join("\n"));
  }
  if (mappings.length > 1) blocks.push(summaryOf(log, contradictions));
  else if (unread.length > 0) blocks.push(unreadText(log));
  return { text: `${blocks.join("\n\n")}\n`, contradictions };
}

/** Why there is nothing to explain in a log without calls. */
export function nothingFound({ unread }: StraceLog): string {
  return unread.length === 0
    ? "There is no mmap(), mmap2() or old_mmap() call in the log"
    : `The mmap() call in line ${
      unread[0]
    } cannot be read; it looks like mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/fb0>, 0) = -1 ENODEV`;
}

/** Calls that differ in more than the process and the address answered. */
export function distinctCalls(
  mappings: readonly LoggedMapping[],
): RepeatedCall[] {
  const found = new Map<string, RepeatedCall>();
  for (const call of mappings) {
    const { address, length, prot, flags, fd, offset, file, result } = call;
    const key = JSON.stringify([
      String(address),
      String(length),
      prot,
      flags,
      file ?? fd,
      String(offset),
      result.errno ?? result.value !== undefined,
    ]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { call, count: 1 });
    else known.count++;
  }
  return [...found.values()];
}

function headOf({ line, pid }: LoggedMapping, count: number): string {
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
  const parts = [
    counted(log.mappings.length, "mmap call"),
    `${failed} failed`,
    ...(contradictions === 0
      ? []
      : [`${contradictions} contradict the engine`]),
  ];
  const unread = log.unread.length === 0 ? "" : `\n${unreadText(log)}`;
  return parts.join(", ") + unread;
}

function unreadText({ unread }: StraceLog): string {
  return `${counted(unread.length, "mmap call")} could not be read, in line ${
    unread.slice(0, 5).join(", ")
  }`;
}
