/**
 * What can be supposed about a call in a log that is not mmap(): what is mapped
 * where it reaches, or what its file is.
 *
 * @module
 */
import { pagesIn, toWord, type Word } from "../abi/word.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { makeStep } from "../question/make.ts";
import { outcomeWord } from "../question/question.ts";
import type {
  Address,
  FileSpec,
  LabelAddress,
  Operation,
  Step,
} from "../scenario/types.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import { diagnose } from "./diagnose.ts";
import { guesses } from "./guess.ts";
import { historyOf, type LoggedEvent, madeBy } from "./history.ts";
import type { LoggedCall, LoggedMapping, StraceLog } from "./log.ts";
import type { OtherRequest } from "./other_call.ts";
import type { Supposition } from "./suppose.ts";
import {
  machineFor,
  operationOf,
  type Parts,
  type RangeRequest,
  supposed,
  wordSizeOf,
  wordsOf,
} from "./supposed.ts";
import { truncations } from "./suppose_truncate.ts";

/** Everything that is supposed about a call, the simplest first. */
export function supposeOther(
  call: LoggedCall,
  log: StraceLog,
  edition: AnyEdition,
): Supposition[] {
  const { request } = call;
  if (request.kind === "absent") {
    const step = makeStep({ kind: "mincore", address: 0, length: 0 });
    return supposed(edition, "", [], { steps: [step] });
  }
  if (request.kind === "ftruncate") {
    return truncations(call, request).flatMap(({ what, besides, ...parts }) =>
      supposed(edition, what, besides, parts)
    );
  }
  const told = fromHistory(request, historyOf(log, call), edition);
  if (told !== undefined) {
    const one = supposed(edition, "", [], told);
    if (one[0] !== undefined && agreesWith(call, one[0])) return one;
    return [...one, ...guesses(request, edition)];
  }
  return guesses(request, edition);
}

/** Whether a supposition comes to what the log says. */
export function agreesWith(
  { result: { errno, value } }: LoggedCall,
  { outcome }: Supposition,
): boolean {
  const word = outcomeWord(outcome);
  if (errno !== undefined) return word === errno;
  return value === undefined || outcome.errno === 0;
}

/** The mappings that the log has, then the call. */
function fromHistory(
  request: RangeRequest,
  history: readonly LoggedEvent[],
  edition: AnyEdition,
): Parts | undefined {
  const files: FileSpec[] = [];
  const steps: Step[] = [];
  const made: { step: number; event: LoggedMapping }[] = [];
  let bytes = 0;
  const place = (address: Word): Address => {
    const at = BigInt(address);
    const latest = made.findLast(({ event }) => {
      const range = madeBy(event)!;
      return range.start <= at && at < range.end;
    }) ?? made.at(-1);
    if (latest === undefined) return address;
    return labelled(latest, at - madeBy(latest.event)!.start);
  };
  for (const event of history) {
    if ("request" in event) {
      const { request } = event;
      if (request.kind !== "munmap" && request.kind !== "mremap") continue;
      steps.push(makeStep(
        operationOf(request, place(request.address)),
        { as: `line ${event.line}` },
      ));
      continue;
    }
    const operation = mappingOf(event, files, edition);
    if (operation === undefined) continue;
    bytes += Number(event.length);
    made.push({ step: steps.length, event });
    steps.push(makeStep(operation, { as: `line ${event.line}` }));
  }
  if (made.length === 0) return undefined;
  steps.push(makeStep(operationOf(request, place(request.address))));
  const wordSize = wordSizeOf([
    ...wordsOf(request),
    ...history.flatMap((event) =>
      "request" in event
        ? earlierWords(event.request)
        : [event.length, pagesIn(event.offset, DEFAULT_MACHINE.pageSize)]
    ),
    ...made.map(({ event }) => BigInt(event.result.value!)),
  ]);
  return { machine: machineFor(wordSize, bytes), files, steps };
}

function earlierWords(request: OtherRequest): Word[] {
  return request.kind === "munmap" || request.kind === "mremap"
    ? wordsOf(request)
    : [];
}

function labelled(
  { step, event }: { step: number; event: LoggedMapping },
  distance: bigint,
): LabelAddress {
  const negative = distance < 0n;
  const offset = toWord(negative ? -distance : distance, 64);
  return { step, label: `line ${event.line}`, offset, negative };
}

/** The mmap() of a log under the simplest supposition that agrees with it. */
function mappingOf(
  event: LoggedMapping,
  files: FileSpec[],
  edition: AnyEdition,
): Operation | undefined {
  const [cause] = diagnose(event, edition).causes;
  if (cause === undefined) return undefined;
  const { scenario, step } = cause.suppositions[0]!.question;
  const { operation } = scenario.steps[step]!;
  if (operation.kind !== "mmap") return undefined;
  const [file] = scenario.files;
  const { address: _, ...rest } = operation;
  if (file === undefined) return rest;
  const same = files.findIndex(({ inode: { path }, mode }) =>
    path === file.inode.path && mode === file.mode
  );
  if (same >= 0) return { ...rest, file: same };
  files.push(file);
  return { ...rest, file: files.length - 1 };
}
