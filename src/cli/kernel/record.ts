/**
 * The command that takes recordings of real kernels.
 *
 * @module
 */

import { InputError } from "../../errors.ts";
import type { Edition } from "../../policy/edition.ts";
import { kernelFolder } from "../../referee/cache.ts";
import { judgementText } from "../../referee/judge/print.ts";
import { versionOf } from "../../referee/judge/run_tests.ts";
import {
  type Recording,
  recordRandom,
  recordScenarios,
} from "../../referee/recording/record.ts";
import { readArguments } from "../arguments.ts";
import { print, writeWhole } from "../output.ts";
import { chosenTests, SCENARIO_OPTIONS } from "../scenario_options.ts";
import { countOf } from "./build.ts";
import { builtKernel } from "./run.ts";

/** `nommap kernel record`. */
export async function recordCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    values: ["jobs", "seed", "cases", "sequences"],
    lists: SCENARIO_OPTIONS.lists,
  });
  const jobs = countOf("jobs", options.value("jobs") ?? "2");
  const seed = countOf("seed", options.value("seed") ?? "1");
  const requests = countOf("cases", options.value("cases") ?? "2500");
  const sequences = countOf("sequences", options.value("sequences") ?? "400");
  if (options.operands.length > 0) {
    throw new InputError("Recordings are of all scenarios, none can be named");
  }
  const tests = (await chosenTests({
    ...options,
    operands: [],
    value: () => undefined,
  })).filter(({ edition }) => versionOf(edition.id) !== undefined);
  const editions = new Map(
    tests.map(({ edition }) => [edition.id, edition as Edition]),
  );
  let failed = 0;
  for (const [id, edition] of editions) {
    const version = versionOf(id)!;
    const own = tests.filter((test) => test.edition.id === id);
    failed += await keep(
      `scenarios-${version}`,
      await recordScenarios(own, builtKernel, { jobs }),
    );
    failed += await keep(
      `random-${version}`,
      await recordRandom(edition, builtKernel, {
        jobs,
        seed,
        requests,
        sequences,
      }),
    );
  }
  return failed > 0 ? 1 : 0;
}

/** Writes a recording that the engine agrees with; else says why not. */
async function keep(name: string, recording: Recording): Promise<number> {
  const { text, tests, differs } = recording;
  const path = `${kernelFolder()}recordings/${name}.jsonl.gz`;
  if (differs.length > 0) {
    for (const judgement of differs) print(judgementText(judgement));
    print(`${path}: not written, the engine differs ${differs.length} times\n`);
    return differs.length;
  }
  Deno.mkdirSync(`${kernelFolder()}recordings`, { recursive: true });
  const packed = new Blob([text]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  writeWhole(path, bytes);
  print(`${path}: ${tests} tests, ${Math.ceil(bytes.length / 1024)} KiB\n`);
  return 0;
}
