/** What fuzzers feed, and what must come of it whatever they feed. */
import { conformFile } from "../../src/conform/conform.ts";
import { parseJsonLine, readTextLines } from "../../src/conform/lines.ts";
import { answerJson } from "../../src/decide/json_request.ts";
import { InputError } from "../../src/errors.ts";
import { readFile } from "../../src/files/cramfs/read.ts";
import { parseCramfs } from "../../src/files/cramfs/image.ts";
import { walkCramfs } from "../../src/files/cramfs/walk.ts";
import {
  parseRomfs,
  readRomfsFlash,
  romfsLookup,
} from "../../src/files/romfs/image.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import type { RecordingLine } from "../../src/referee/recording/format.ts";
import { RecordingReplay } from "../../src/referee/recording/replay.ts";
import { junitReporter } from "../../src/report/junit.ts";
import { styleFor } from "../../src/report/style.ts";
import { tapReporter } from "../../src/report/tap.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { selectTests } from "../../src/scenario/run/select.ts";
import { decodeText } from "../../src/scenario/utf8.ts";
import { StraceReader } from "../../src/strace/log.ts";
import { explainStrace } from "../../src/strace/report.ts";
import { callCli } from "../cli/run_cli.ts";
import * as samples from "./samples.ts";

/** What must not reach a terminal. */
export const UNSEEN: RegExp = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Something that reads inputs. */
export interface Target {
  /** Real inputs. */
  readonly samples: () => readonly Uint8Array[] | Promise<Uint8Array[]>;
  /** Reads an input; all that it may throw is an InputError. */
  readonly read: (bytes: Uint8Array) => void | Promise<void>;
  /** Arguments that read the input as a file. */
  readonly commands: (file: string) => readonly (readonly string[])[];
  /** End of the name of such a file. */
  readonly suffix: string;
}

function stream(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes.slice()]).stream();
}

async function conform(bytes: Uint8Array): Promise<void> {
  await conformFile(stream(bytes), "fuzz-6.12.jsonl", { onProblem() {} });
}

function scenario(bytes: Uint8Array): void {
  const text = decodeText(bytes, "fuzz.yaml");
  const { scenarios } = parseScenarios(text, "fuzz.yaml", ENGINE_NAMES);
  for (const { scenario, edition } of selectTests(scenarios).slice(0, 4)) {
    const result = runScenario(scenario, edition);
    for (const make of [tapReporter, junitReporter]) {
      let length = 0;
      const reporter = make((text) => void (length += text.length));
      reporter.begin(1);
      reporter.result(result);
    }
  }
}

async function decide(bytes: Uint8Array): Promise<void> {
  let number = 0;
  for await (const lines of readTextLines(stream(bytes), "fuzz")) {
    for (const line of lines) {
      const { value } = parseJsonLine(line, ++number, "fuzz");
      answerJson(value, "linux-6.12");
    }
  }
}

async function log(bytes: Uint8Array): Promise<void> {
  const reader = new StraceReader();
  for await (const lines of readTextLines(stream(bytes), "fuzz")) {
    for (const line of lines) reader.add(line);
  }
  const { text } = explainStrace(reader.end(), {
    edition: LINUX_6_12,
    declared: undefined,
    wanted: undefined,
    text: { style: styleFor(false), width: 80, verbose: false },
  });
  const raw = UNSEEN.exec(text);
  if (raw !== null) {
    throw new Error(`Character ${raw[0].charCodeAt(0)} reaches the terminal`);
  }
}

function cramfs(bytes: Uint8Array): void {
  const image = parseCramfs(bytes, { endian: "any" });
  for (const { inode } of walkCramfs(image)) {
    if (inode.type !== "reg" && inode.type !== "lnk") continue;
    try {
      readFile(image, inode);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
}

function romfs(bytes: Uint8Array): void {
  const image = parseRomfs(bytes);
  for (const path of ["/app", "/", "/..", "/./app", "/app/x"]) {
    const found = romfsLookup(image, path);
    if (found === undefined) continue;
    const target = new Uint8Array(Math.min(found.size, 100_000));
    readRomfsFlash(image, found.dataOffset, target);
  }
}

const REPLAY = new RecordingReplay(LINUX_6_12, new Map());
const MMU_REPLAY = new RecordingReplay(LINUX_6_12, new Map(), true);

function recording(bytes: Uint8Array): void {
  const [head = "", ...lines] = new TextDecoder().decode(bytes).split("\n");
  const replay = head.includes('"mmu":true') ? MMU_REPLAY : REPLAY;
  for (const [number, line] of lines.entries()) {
    if (line === "") continue;
    const { value } = parseJsonLine(line, number + 1, "fuzz");
    replay.line(value as unknown as RecordingLine);
  }
}

/** Commands that write nothing and start nothing, whatever they are given. */
const HARMLESS: ReadonlySet<string> = new Set([
  "explain",
  "table",
  "rules",
  "schema",
]);

async function commandLine(bytes: Uint8Array): Promise<void> {
  const args = new TextDecoder().decode(bytes).split("\n");
  // All declarations there are take longer than a damaged input may.
  if (!HARMLESS.has(args[0]!) || args.some((arg) => /^--all/.test(arg))) return;
  const { code, out, err } = await callCli(args);
  const last = err.trimEnd().split("\n").findLast((line) => line !== "");
  const told = code < 2 || last !== undefined;
  if (code > 2 || !told || /Internal error|\n {4}at /.test(err)) {
    throw new Error(`Status ${code}: ${err}`);
  }
  const raw = UNSEEN.exec(out + err);
  if (raw !== null) {
    throw new Error(`Character ${raw[0].charCodeAt(0)} reaches the terminal`);
  }
}

/** Everything that reads something. */
export const TARGETS: Readonly<Record<string, Target>> = {
  arguments: {
    samples: samples.argumentSamples,
    read: commandLine,
    commands: () => [],
    suffix: ".args",
  },
  scenario: {
    samples: samples.scenarioSamples,
    read: scenario,
    commands: (file) => [["run", file], ["explain", `${file}:12`]],
    suffix: ".yaml",
  },
  decide: {
    samples: samples.requestSamples,
    read: decide,
    commands: (file) => [["decide", file]],
    suffix: ".jsonl",
  },
  vectors: {
    samples: samples.vectorSamples,
    read: conform,
    commands: (file) => [["conform", file]],
    suffix: ".jsonl",
  },
  recording: {
    samples: samples.recordingSamples,
    read: recording,
    commands: (file) => [["conform", file]],
    suffix: ".jsonl",
  },
  strace: {
    samples: samples.logSamples,
    read: log,
    commands: (file) => [["explain", file]],
    suffix: ".log",
  },
  cramfs: {
    samples: samples.cramfsSamples,
    read: cramfs,
    commands: (file) => [["cramfs", "ls", file]],
    suffix: ".img",
  },
  romfs: {
    samples: samples.romfsSamples,
    read: romfs,
    commands: () => [],
    suffix: ".img",
  },
  gzip: {
    samples: samples.packedSamples,
    read: conform,
    commands: (file) => [["conform", file]],
    suffix: ".jsonl.gz",
  },
};
