/**
 * Recording what real kernels answer.
 *
 * @module
 */

import type { WordSize } from "../../abi/word.ts";
import type { Edition } from "../../policy/edition.ts";
import type { Test } from "../../scenario/run/select.ts";
import type { Draft } from "../fuzz/draft.ts";
import { plainText } from "../fuzz/scenarios.ts";
import { compileTest } from "../judge/compile.ts";
import type { Judgement } from "../judge/judgement.ts";
import { judgeTest } from "../judge/judge.ts";
import {
  type AskedTest,
  askKernels,
  type AskOptions,
  type KernelFinder,
  versionOf,
} from "../judge/run_tests.ts";
import {
  casesOf,
  lineText,
  RECORDING_FORMAT,
  type RecordingHeader,
  type RecordingLine,
} from "./format.ts";
import { planHash } from "./plan_hash.ts";
import { scenarioOfText } from "./replay.ts";

/** A recording as it is now: its first line, and the others by scenario. */
export interface OldRecording {
  /** The first line. */
  readonly header: RecordingHeader;
  /** Lines by id of the scenario, as they are and parsed. */
  readonly lines: ReadonlyMap<string, OldLine>;
}

/** A line of a recording. */
export interface OldLine {
  /** The line itself, without its newline. */
  readonly raw: string;
  /** What it says. */
  readonly line: RecordingLine;
}

/** A recording, and where the engine does not agree with it. */
export interface Recording {
  /** Its lines, each with a newline. */
  readonly text: string;
  /** Tests whose answers it has. */
  readonly tests: number;
  /** Tests that the kernel was asked just now. */
  readonly asked: number;
  /** Disagreements; a recording with any is not to be kept. */
  readonly differs: readonly Judgement[];
}

/** Options of recording. */
export interface RecordOptions {
  /** Machines at the same time. */
  readonly jobs?: number;
  /** The recording as it is. */
  readonly old?: OldRecording;
  /** The kernel is asked everything, also what the recording has. */
  readonly all?: boolean;
  /** Ends all machines. */
  readonly signal?: AbortSignal;
  /** Called between two tests; what it answers is waited for. */
  readonly pause?: NonNullable<AskOptions["pause"]>;
}

/** Something to be recorded. */
export interface RecordedTest extends Test {
  /** The scenario itself, if it is not one of the project. */
  readonly text?: string;
}

/**
 * Records the answers to tests of one edition. A line of a test that still
 * asks the same of the same kernel stays as it is, byte for byte, though
 * another boot would place its memory elsewhere.
 */
export async function recordTests(
  tests: readonly RecordedTest[],
  edition: Edition,
  find: KernelFinder,
  options: RecordOptions = {},
): Promise<Recording> {
  const config = await configurations(tests, edition, find);
  const known = options.old === undefined
    ? new Map<string, OldLine>()
    : linesOfSameKernel(options.old, config);
  const keptLine = ({ scenario, text }: RecordedTest) => {
    const old = known.get(scenario.id);
    if (old === undefined || old.line.text !== text) return undefined;
    const test = compileTest(scenario, edition, "sparse");
    return test.cases.length > 0 && planHash(test.cases) === old.line.plan
      ? { test, ...old }
      : undefined;
  };
  const kept: ReturnType<typeof keptLine>[] = [];
  for (const test of tests) {
    kept.push(keptLine(test));
    await options.pause?.();
  }
  const isOpen = (index: number) => options.all || kept[index] === undefined;
  const open = tests.filter((_, index) => isOpen(index));
  const answers = await askKernels(open, find, { ...options, depth: "sparse" });
  const next = answers.values();
  const asked = tests.map((_, index) =>
    isOpen(index) ? next.next().value : undefined
  );
  return await join(tests, {
    kept,
    asked,
    pause: options.pause,
    header: {
      nommap: RECORDING_FORMAT,
      kernel: edition.id,
      release: answers.find(({ release }) => release !== "")?.release ??
        options.old?.header.release ?? "",
      config,
    },
  });
}

/**
 * Drafts to be recorded, with their text.
 *
 * @param pause Called between two of them; what it answers is waited for.
 */
export function draftedTests(
  drafts: Iterable<Draft>,
  edition: Edition,
  pause?: AskOptions["pause"],
): Promise<RecordedTest[]> {
  return testsOfTexts(Iterator.from(drafts).map(plainText), edition, pause);
}

/**
 * The drafts that a recording has.
 *
 * @param pause Called between two of them; what it answers is waited for.
 */
export function recordedTests(
  { lines }: OldRecording,
  edition: Edition,
  pause?: AskOptions["pause"],
): Promise<RecordedTest[]> {
  const texts = lines.values().flatMap(({ line: { text } }) =>
    text === undefined ? [] : [text]
  );
  return testsOfTexts(texts, edition, pause);
}

async function testsOfTexts(
  texts: Iterable<string>,
  edition: Edition,
  pause: AskOptions["pause"],
): Promise<RecordedTest[]> {
  const tests: RecordedTest[] = [];
  for (const text of texts) {
    tests.push({ scenario: scenarioOfText(text), edition, text });
    await pause?.();
  }
  return tests;
}

/** Hashes of the configurations of the kernels that answer, by word size. */
async function configurations(
  tests: readonly Test[],
  edition: Edition,
  find: KernelFinder,
): Promise<Record<string, string>> {
  const version = versionOf(edition.id);
  if (version === undefined) throw new RangeError(`No kernel ${edition.id}`);
  const found: Record<string, string> = {};
  const sizes = new Set(tests.map(({ scenario }) => scenario.machine.wordSize));
  for (const bits of ([32, 64] as readonly WordSize[])) {
    if (sizes.has(bits)) found[bits] = (await find(version, bits)).config;
  }
  return found;
}

/** Another configuration may answer otherwise: then nothing is kept. */
function linesOfSameKernel(
  { header, lines }: OldRecording,
  config: Readonly<Record<string, string>>,
): OldRecording["lines"] {
  const same = header.nommap === RECORDING_FORMAT &&
    Object.entries(config).every(([bits, hash]) =>
      header.config[bits] === hash
    );
  return same ? lines : new Map();
}

async function join(
  tests: readonly RecordedTest[],
  { kept, asked, header, pause }: {
    readonly kept:
      readonly ((OldLine & { readonly test: AskedTest["test"] }) | undefined)[];
    readonly asked: readonly (AskedTest | undefined)[];
    readonly header: RecordingHeader;
    readonly pause: AskOptions["pause"];
  },
): Promise<Recording> {
  const lines: string[] = [];
  const differs: Judgement[] = [];
  const judge = (...args: Parameters<typeof judgeTest>) => {
    const judgement = judgeTest(...args);
    if (judgement.status === "differs") differs.push(judgement);
  };
  let answered = 0;
  for (const [index, { scenario, text }] of tests.entries()) {
    const old = kept[index];
    const { test, results } = asked[index] ?? {};
    if (old !== undefined) judge(old.test, casesOf(old.line));
    if (test !== undefined && test.cases.length > 0) {
      judge(test, results!);
      answered++;
    }
    if (old !== undefined) lines.push(old.raw);
    else if (test !== undefined && test.cases.length > 0) {
      lines.push(lineText({
        scenario: scenario.id,
        ...(text === undefined ? {} : { text }),
        plan: planHash(test.cases),
        cases: results!,
      }));
    }
    await pause?.();
  }
  return {
    text: [lineText(header), ...lines].map((line) => `${line}\n`).join(""),
    tests: lines.length,
    asked: answered,
    differs,
  };
}
