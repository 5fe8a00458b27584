/**
 * What can be supposed about a call in a log that is not mmap(): what is mapped
 * where it reaches, or what its file is.
 *
 * @module
 */
import { formatFlags } from "../abi/flags.ts";
import { MAP, MREMAP } from "../abi/map.ts";
import { UNNAMED } from "../explain/changes/calls.ts";
import { PROT } from "../abi/prot.ts";
import { maxWord, type Word, type WordSize } from "../abi/word.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { diskFile } from "../question/disk_file.ts";
import {
  makeMmap,
  makeScenario,
  makeStep,
  openFile,
} from "../question/make.ts";
import { ask, outcomeWord, type Question } from "../question/question.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import type {
  Address,
  FileSpec,
  LabelAddress,
  MachineSpec,
  Operation,
  Step,
} from "../scenario/types.ts";
import { PLAIN_FILE } from "./devices/files.ts";
import { diagnose } from "./diagnose.ts";
import { historyOf, type LoggedEvent, madeBy } from "./history.ts";
import type { LoggedCall, LoggedMapping, StraceLog } from "./log.ts";
import type { OtherRequest } from "./other_call.ts";
import type { Supposition } from "./suppose.ts";
import { truncations } from "./suppose_truncate.ts";

type RangeRequest = Extract<OtherRequest, { kind: "munmap" | "mremap" }>;

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

interface Parts {
  readonly machine?: MachineSpec;
  readonly files?: readonly FileSpec[];
  readonly steps: readonly Step[];
}

/** A supposition, unless something before the call cannot be. */
function supposed(
  edition: AnyEdition,
  what: string,
  besides: readonly string[],
  parts: Parts,
): Supposition[] {
  const step = parts.steps.length - 1;
  const question: Question = { scenario: makeScenario(edition, parts), step };
  for (let number = 0; number < step; number++) {
    const before = ask({ ...question, step: number }, edition);
    if (before === null || before.errno !== 0) return [];
  }
  const outcome = ask(question, edition);
  return outcome === null ? [] : [{ what, besides, question, outcome }];
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
    request.address,
    ...made.map(({ event }) => BigInt(event.result.value!)),
  ]);
  return { machine: machineFor(wordSize, bytes), files, steps };
}

function labelled(
  { step, event }: { step: number; event: LoggedMapping },
  distance: bigint,
): LabelAddress {
  const negative = distance < 0n;
  const offset = Number(negative ? -distance : distance);
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

function operationOf(request: RangeRequest, address: Address): Operation {
  if (request.kind === "munmap") {
    return { kind: "munmap", address, length: request.length };
  }
  const { length, newLength, flags, newAddress } = request;
  return {
    kind: "mremap",
    address,
    oldLength: length,
    newLength,
    flags: { value: flags, text: formatFlags(flags, MREMAP) },
    ...(flags & MREMAP.FIXED ? { newAddress } : {}),
  };
}

const PAGE = 4096;
/** Mappings that are supposed are no longer than this, in bytes. */
const LONGEST = 2 ** 22;

/** What may be mapped there if the log does not say. */
function guesses(request: RangeRequest, edition: AnyEdition): Supposition[] {
  const wordSize = wordSizeOf([request.address]);
  const inPage = Number(BigInt(request.address) % BigInt(PAGE));
  const length = Math.min(Number(request.length) || PAGE, LONGEST);
  const guess = (
    text: string,
    mapped: { readonly file: boolean; readonly length: number } | null,
    offset = 0,
  ): Supposition[] => {
    const label: LabelAddress = {
      step: 0,
      label: UNNAMED,
      offset: offset + inPage,
      negative: false,
    };
    const address = mapped === null ? request.address : label;
    const steps = mapped === null ? [] : [makeStep(
      makeMmap({
        ...(mapped.file ? { file: 0 } : {}),
        length: mapped.length,
        prot: PROT.READ | (mapped.file ? 0 : PROT.WRITE),
        flags: MAP.PRIVATE | (mapped.file ? 0 : MAP.ANONYMOUS),
      }),
      { as: UNNAMED },
    )];
    return supposed(edition, "", [text], {
      machine: machineFor(wordSize, mapped?.length ?? 0),
      files: mapped?.file === true ? [someFile(edition, mapped.length)] : [],
      steps: [...steps, makeStep(operationOf(request, address))],
    });
  };
  const more = length + PAGE;
  const nothing = guess("nothing of the process is mapped there", null);
  return request.kind === "munmap"
    ? [
      ...guess("it is one whole mapping", { file: false, length }),
      ...guess(
        "a file is mapped there, and the range ends inside its mapping",
        { file: true, length: more },
      ),
      ...guess(
        "a file is mapped there, and the range starts inside its mapping",
        { file: true, length: more },
        PAGE,
      ),
      ...nothing,
    ]
    : [
      ...guess(
        "an anonymous or private writable mapping starts there, of this length",
        { file: false, length },
      ),
      ...guess(
        "a mapping starts there that others may share: MAP_SHARED, or MAP_PRIVATE of a file without PROT_WRITE",
        { file: true, length },
      ),
      ...guess(
        "the mapping there has another start or length",
        { file: false, length: more },
      ),
      ...nothing,
    ];
}

function someFile(edition: AnyEdition, size: number): FileSpec {
  return openFile(PLAIN_FILE[0]!.make({
    name: "file",
    disk: diskFile(edition),
    end: size,
  }));
}

function wordSizeOf(addresses: readonly Word[]): WordSize {
  return addresses.some((address) => address > 0xffff_ffff) ? 64 : 32;
}

/** A machine with room for so many bytes in mappings. */
function machineFor(wordSize: WordSize, bytes: number): MachineSpec {
  const { ram } = DEFAULT_MACHINE;
  let { size } = ram;
  while (size < 4 * bytes && size < 2 ** 30) size *= 2;
  return {
    ...DEFAULT_MACHINE,
    wordSize,
    taskSize: maxWord(wordSize),
    ram: { ...ram, size },
  };
}
