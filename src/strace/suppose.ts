/**
 * What can be supposed about an mmap() call in a log: what its file declares,
 * how that was opened, and what else may have been the case.
 *
 * @module
 */
import { isErrnoName } from "../abi/errno.ts";
import { MAP } from "../abi/map.ts";
import { maxWord, pagesIn, type Word, type WordSize } from "../abi/word.ts";
import type { Outcome } from "../mm/outcome.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { diskFile } from "../question/disk_file.ts";
import {
  makeMmap,
  makeScenario,
  makeStep,
  openFile,
} from "../question/make.ts";
import { ask, outcomeWord, type Question } from "../question/question.ts";
import { isDriverOf } from "../scenario/resolve/driver_keys.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import type { FileSpec } from "../scenario/types.ts";
import type { About, Device } from "./device.ts";
import { devicesFor, ownAnswers } from "./known_devices.ts";
import type { LoggedMapping } from "./log.ts";
import { twists } from "./twists.ts";

/** Something that may have been the case, and what follows from it. */
export interface Supposition {
  /** What the file is; empty for anonymous memory. */
  readonly what: string;
  /** What else is supposed, in words; empty: nothing. */
  readonly besides: readonly string[];
  /** Place in the kernel for what the file is. */
  readonly source?: string;
  /** It stands for any driver. */
  readonly any?: boolean;
  /** What a program would ask of the file instead, to get an address. */
  readonly remedy?: string;
  /** The call under this supposition. */
  readonly question: Question;
  /** What it comes to. */
  readonly outcome: Outcome;
}

/**
 * Everything that is supposed about a call, the simplest first; of a file that
 * is declared, only what may have been the case besides.
 */
export function supposeAll(
  call: LoggedMapping,
  edition: AnyEdition,
  declared?: FileSpec,
): Supposition[] {
  const found: Supposition[] = [];
  const add = (
    question: Question,
    device: Described,
    besides: readonly string[],
  ): void => {
    const outcome = ask(question, edition);
    if (outcome !== null) found.push({ ...device, besides, question, outcome });
  };
  const cases: [Question, Described][] = files(
    call,
    edition,
    declared,
  )
    .map(([file, device]) => [questionOf(call, file, edition), device]);
  for (const [question, device] of cases) add(question, device, []);
  for (const [question, device] of cases) {
    for (const { text, apply } of twists(call)) {
      const twisted = apply(question);
      if (twisted !== undefined) add(twisted, device, [text]);
    }
  }
  return found;
}

/** Whether an outcome is what the log says. */
export function agrees(call: LoggedMapping, outcome: Outcome): boolean {
  const { errno, value } = call.result;
  const word = outcomeWord(outcome);
  if (word === "stops") return errno === undefined && value === undefined;
  if (errno !== undefined) return word === errno;
  return value === undefined || outcome.errno === 0;
}

type Described = Pick<Device, "what" | "source" | "any" | "remedy">;

function files(
  call: LoggedMapping,
  edition: AnyEdition,
  declared: FileSpec | undefined,
): [FileSpec | null, Described][] {
  if (call.flags & MAP.ANONYMOUS) return [[null, { what: "" }]];
  if (declared !== undefined) {
    return [[declared, { what: "what the options declare" }]];
  }
  if (call.fd < 0) return [[null, { what: "a descriptor that is not open" }]];
  const mode = call.file?.mode ?? "rw";
  const { errno, value } = call.result;
  const path = call.file?.path;
  const own = errno !== undefined && isErrnoName(errno)
    ? ownAnswers(path, errno)
    : [];
  const about: About = {
    name: scenarioName(path ?? ""),
    disk: diskFile(edition),
    end: Number(call.offset) + Number(call.length),
    ...(path?.startsWith("/") ? { path } : {}),
    ...(value === undefined ? {} : { mapped: BigInt(value) }),
  };
  const made = (devices: readonly Device[]): [FileSpec, Device][] =>
    devices.map((device): [FileSpec, Device] => [
      openFile(device.make(about), mode),
      device,
    ]).filter(([{ inode: { driver } }]) =>
      driver === "scripted" || isDriverOf(driver, edition.id)
    );
  const known = made([...devicesFor(path), ...own]);
  return known.length > 0 ? known : made(devicesFor(undefined));
}

/** What no key of a scenario can be. */
const NO_KEYS: ReadonlySet<string> = new Set(["constructor", "prototype"]);

/** A name for scenario files: the last part of the path. */
function scenarioName(path: string): string {
  const name = path.replace(/^.*[/:]/, "").replace(/[^A-Za-z0-9_.-]/g, "");
  return /^[A-Za-z]/.test(name) && !NO_KEYS.has(name)
    ? name.slice(0, 40)
    : "file";
}

function questionOf(
  call: LoggedMapping,
  file: FileSpec | null,
  edition: AnyEdition,
): Question {
  const { address, length, prot, flags, offset } = call;
  const wordSize = wordSizeOf(call);
  const isAnonymous = (flags & MAP.ANONYMOUS) !== 0;
  const scenario = makeScenario(edition, {
    machine: { ...DEFAULT_MACHINE, wordSize, taskSize: maxWord(wordSize) },
    files: file === null ? [] : [file],
    steps: [makeStep(makeMmap({
      ...(file !== null ? { file: 0 } : isAnonymous ? {} : { fd: call.fd }),
      length,
      prot,
      flags,
      ...(offset === 0 ? {} : { offset }),
      ...(address === 0 ? {} : { address }),
    }))],
  });
  return { scenario, step: 0 };
}

/** What fits no word of 32 bits comes from a machine of 64. */
function wordSizeOf(
  { address, length, offset, result }: LoggedMapping,
): WordSize {
  const value: Word = result.value === undefined || result.value.startsWith("-")
    ? 0
    : BigInt(result.value);
  const pgoff = pagesIn(offset, DEFAULT_MACHINE.pageSize);
  return [address, length, value, pgoff].some((word) => word > 0xffff_ffff)
    ? 64
    : 32;
}
