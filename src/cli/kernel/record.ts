/**
 * The command that takes recordings of real kernels.
 *
 * @module
 */

import { parseJsonLine, readTextLines } from "../../conform/lines.ts";
import { InputError } from "../../errors.ts";
import type { Edition } from "../../policy/edition.ts";
import { kernelFolder } from "../../referee/cache.ts";
import type { Draft } from "../../referee/fuzz/draft.ts";
import { draftNumber, mmuNumber } from "../../referee/fuzz/draw/number.ts";
import { judgementText } from "../../referee/judge/print.ts";
import { isMmuTest } from "../../referee/mmu/ask.ts";
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
import { interruption } from "../interrupt.ts";
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
  const signal = interruption();
  let failed = 0;
  const renew = async (
    name: string,
    edition: Edition,
    choose: (old: OldRecording | undefined) => readonly RecordedTest[],
  ) => {
    const path = `${kernelFolder()}recordings/${name}.jsonl.gz`;
    const old = await readRecording(path);
    const recording = await recordTests(choose(old), edition, builtKernels(), {
      jobs,
      signal,
      all: options.flag("all"),
      ...(old === undefined ? {} : { old }),
    });
    failed += await keep(path, recording);
  };
  for (const [id, edition] of editions) {
    const version = versionOf(id)!;
    const ofKernel = tests.filter((test) => test.edition.id === id);
    await renew(
      `scenarios-${version}`,
      edition,
      () => ofKernel.filter((test) => !isMmuTest(test)),
    );
    await renew(
      `random-${version}`,
      edition,
      (old) =>
        old === undefined || drawn
          ? draftedTests(drawnAnew(edition, draws), edition)
          : recordedTests(old, edition),
    );
    const withMmu = ofKernel.filter(isMmuTest);
    if (withMmu.length === 0) continue;
    const renewMmu = async (
      name: string,
      choose: (old: OldRecording | undefined) => readonly RecordedTest[],
    ) => {
      const path = `${kernelFolder()}recordings/${name}.jsonl.gz`;
      const chosen = choose(await readRecording(path));
      const find = builtKernels();
      failed += await keep(
        path,
        await recordMmuTests(chosen, edition, find, { signal }),
      );
    };
    await renewMmu(`mmu-${version}`, () => withMmu);
    await renewMmu(
      `mmu-random-${version}`,
      (old) =>
        old === undefined || drawn
          ? draftedTests(drawnMmuAnew(edition, draws), edition)
          : recordedTests(old, edition),
    );
  }
  return failed > 0 ? 1 : 0;
}

/** How many drafts are drawn, and where random choices start. */
interface Draws {
  readonly seed: number;
  readonly requests: number;
  readonly sequences: number;
}

/** Sequences, then requests. */
function drawnAnew(edition: Edition, draws: Draws): Draft[] {
  const { seed, requests, sequences } = draws;
  return Array.from(
    { length: sequences + requests },
    (_, index) => draftNumber(index - sequences, edition, seed),
  );
}

/** As many images for the kernel with an MMU as sequences. */
function drawnMmuAnew(edition: Edition, { seed, sequences }: Draws): Draft[] {
  return Array.from(
    { length: sequences },
    (_, index) => mmuNumber(index, edition, seed),
  );
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
