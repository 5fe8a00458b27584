/**
 * The command that takes recordings of real kernels.
 *
 * @module
 */

import { parseJsonLine, readTextLines } from "../../conform/lines.ts";
import { InputError } from "../../errors.ts";
import type { Edition } from "../../policy/edition.ts";
import { kernelFolder } from "../../referee/host/cache.ts";
import type { Draft } from "../../referee/fuzz/draft.ts";
import { draftNumber, mmuNumber } from "../../referee/fuzz/draw/number.ts";
import { judgementText } from "../../referee/judge/print.ts";
import { isMmuTest } from "../../referee/judge_mmu/ask.ts";
import { recordMmuTests } from "../../referee/recording/record_mmu.ts";
import { versionOf } from "../../referee/judge/run_tests.ts";
import type {
  RecordingHeader,
  RecordingLine,
} from "../../referee/recording/format.ts";
import {
  draftedTests,
  type OldLine,
  type OldRecording,
  type RecordedTest,
  recordedTests,
  type Recording,
  recordTests,
} from "../../referee/recording/record.ts";
import { readArguments } from "../arguments.ts";
import { Interrupted, interruption, pause } from "../interrupt.ts";
import { print } from "../output.ts";
import { writeWhole } from "../whole_file.ts";
import { chosenTests, SCENARIO_OPTIONS } from "../scenario_options.ts";
import { countOf } from "./build.ts";
import { builtKernels } from "./built.ts";

/** `nommap kernel record`. */
export async function recordCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: ["all"],
    values: ["jobs", "seed", "cases", "sequences"],
    lists: SCENARIO_OPTIONS.lists,
  });
  if (options.operands.length > 0) {
    throw new InputError("Recordings are of all scenarios, none can be named");
  }
  const number = (name: string, usual: string) =>
    countOf(name, options.value(name) ?? usual);
  const jobs = number("jobs", "2");
  const draws = {
    seed: number("seed", "1"),
    requests: number("cases", "2500"),
    sequences: number("sequences", "400"),
  };
  const drawn = ["seed", "cases", "sequences"]
    .some((name) => options.value(name) !== undefined);
  const tests = (await chosenTests({
    ...options,
    operands: [],
    flag: () => false,
    value: () => undefined,
  })).filter(({ edition }) => versionOf(edition.id) !== undefined);
  const editions = new Map(
    tests.map(({ edition }) => [edition.id, edition as Edition]),
  );
  const find = builtKernels();
  const between = { signal: interruption(), pause: () => pause() };
  let failed = 0;
  const looked: string[] = [];
  const renew = async (
    name: string,
    choose: Choose,
    record: (
      tests: readonly RecordedTest[],
      old: OldRecording | undefined,
    ) => Promise<Recording>,
  ) => {
    const path = `${kernelFolder()}recordings/${name}.jsonl.gz`;
    try {
      const old = await readRecording(path);
      failed += await keep(path, await record(await choose(old), old));
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      throw error.after(
        looked.length === 0
          ? "all recordings are as they were"
          : `only ${looked.join(", ")} can have changed`,
      );
    }
    looked.push(name);
  };
  for (const [id, edition] of editions) {
    const version = versionOf(id)!;
    const ofKernel = tests.filter((test) => test.edition.id === id);
    const recordAll = (
      tests: readonly RecordedTest[],
      old: OldRecording | undefined,
    ) =>
      recordTests(tests, edition, find, {
        jobs,
        ...between,
        all: options.flag("all"),
        ...(old === undefined ? {} : { old }),
      });
    const random = (drawAnew: typeof drawnAnew): Choose => (old) =>
      old === undefined || drawn
        ? draftedTests(drawAnew(edition, draws), edition, between.pause)
        : recordedTests(old, edition, between.pause);
    const withoutMmu = ofKernel.filter((test) => !isMmuTest(test));
    await renew(`scenarios-${version}`, () => withoutMmu, recordAll);
    await renew(`random-${version}`, random(drawnAnew), recordAll);
    const withMmu = ofKernel.filter(isMmuTest);
    if (withMmu.length === 0) continue;
    const recordMmu = (tests: readonly RecordedTest[]) =>
      recordMmuTests(tests, edition, find, between);
    await renew(`mmu-${version}`, () => withMmu, recordMmu);
    await renew(`mmu-random-${version}`, random(drawnMmuAnew), recordMmu);
  }
  return failed > 0 ? 1 : 0;
}

/** Chooses what is recorded, by the recording as it is. */
type Choose = (
  old: OldRecording | undefined,
) => readonly RecordedTest[] | Promise<readonly RecordedTest[]>;

/** How many drafts are drawn, and where random choices start. */
interface Draws {
  readonly seed: number;
  readonly requests: number;
  readonly sequences: number;
}

/** Sequences, then requests. */
function* drawnAnew(edition: Edition, draws: Draws): Generator<Draft> {
  const { seed, requests, sequences } = draws;
  for (let number = -sequences; number < requests; number++) {
    yield draftNumber(number, edition, seed);
  }
}

/** As many images for the kernel with an MMU as sequences. */
function* drawnMmuAnew(edition: Edition, draws: Draws): Generator<Draft> {
  const { seed, sequences } = draws;
  for (let number = 0; number < sequences; number++) {
    yield mmuNumber(number, edition, seed);
  }
}

/** The recording as it is; undefined if there is none. */
async function readRecording(path: string): Promise<OldRecording | undefined> {
  let file: Deno.FsFile;
  try {
    file = await Deno.open(path);
  } catch {
    return undefined;
  }
  let header: RecordingHeader | undefined;
  const lines = new Map<string, OldLine>();
  let number = 0;
  for await (const block of readTextLines(file.readable, path)) {
    for (const raw of block) {
      const { value } = parseJsonLine(raw, ++number, path);
      if (header === undefined) header = value as unknown as RecordingHeader;
      else {
        const line = value as unknown as RecordingLine;
        lines.set(line.scenario, { raw, line });
      }
    }
  }
  return header && { header, lines };
}

/** Writes a recording that the engine agrees with; else says why not. */
async function keep(path: string, recording: Recording): Promise<number> {
  const { text, tests, asked, differs } = recording;
  if (differs.length > 0) {
    for (const judgement of differs) print(judgementText(judgement));
    print(`${path}: not written, the engine differs ${differs.length} times\n`);
    return differs.length;
  }
  Deno.mkdirSync(path.replace(/\/[^/]*$/, ""), { recursive: true });
  const packed = new Blob([text]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  writeWhole(path, bytes);
  print(
    `${path}: ${tests} tests, ${asked} asked now, ${
      Math.ceil(bytes.length / 1024)
    } KiB\n`,
  );
  return 0;
}
