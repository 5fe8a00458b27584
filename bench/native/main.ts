/**
 * The engine beside a C program that does the same work: `deno task
 * bench:native`. Both decide the same requests, in turn; their answers have to
 * be equal.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import type { WordSize } from "../../src/abi/word.ts";
import { CHECK, packChecks } from "../../src/policy/checks.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { RULES } from "../../src/policy/rules.ts";
import { TRAIL } from "../../src/policy/verdict.ts";
import { questions } from "../requests.ts";
import { archOf, decideAll } from "./decide_all.ts";
import { packQuestions, unpackAnswers } from "./pack.ts";

/** Few requests, whose ways the processor learns, and more than it can. */
const COUNTS = [1024, 65536];
/** In a batch: so few that the processor is seldom taken away meanwhile. */
const DECISIONS = 65_536;
const BATCHES = 600;
const TURNS = 5;
const HERE = new URL("./", import.meta.url).pathname;
/** Here the task may write, and run the two programs that the compiler makes. */
const BUILT = `${HERE}built/`;

async function run(program: string, args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args })
    .output();
  const text = new TextDecoder();
  if (!success) throw new Error(`${program} failed: ${text.decode(stderr)}`);
  return text.decode(stdout).trim();
}

function rulesHeader(): string {
  const define = (prefix: string, id: string, value: number): string =>
    `#define ${prefix}_${id.replaceAll("-", "_")} ${value}\n`;
  return RULES.map(({ id }, number) => define("RULE", id, number)).join("") +
    Object.entries(TRAIL).map(([id, bit]) => define("TRAIL", id, bit)).join(
      "",
    ) +
    Object.entries(CHECK).map(([id, bit]) => define("CHECK", id, bit)).join("");
}

async function build(wordSize: WordSize): Promise<string> {
  const program = `${BUILT}decide${wordSize}`;
  await Deno.writeTextFile(`${BUILT}rules.h`, rulesHeader());
  const flags = ["-O2", "-std=gnu11", "-Wall", "-Wextra", `-I${BUILT}`];
  await run("gcc", [
    ...flags,
    `-DWORD_BITS=${wordSize}`,
    "-o",
    program,
    `${HERE}decide.c`,
  ]);
  return program;
}

async function compare(
  program: string,
  wordSize: WordSize,
  count: number,
): Promise<void> {
  const asked = questions(count, wordSize);
  const files = [`${BUILT}requests`, `${BUILT}answers`] as const;
  await Deno.writeFile(files[0], packQuestions(asked));
  const often = [Math.ceil(DECISIONS / count), BATCHES].map(String);
  const machine = [packChecks(LINUX_6_12.checks), 12].map(String);
  const native: number[] = [];
  const ours: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    native.push(Number(await run(program, [...files, ...often, ...machine])));
    const sizes = [wordSize, count].map(String);
    const script = ["run", `${HERE}ours.ts`, ...sizes, ...often];
    ours.push(Number(await run("deno", script)));
  }

  const answers = new Int32Array(2 * count);
  decideAll(asked, answers, archOf(wordSize));
  assertEquals(answers, unpackAnswers(await Deno.readFile(files[1])));

  const ratios = ours.map((time, turn) => time / native[turn]!);
  const column = (value: number): string => value.toFixed(2).padStart(8);
  console.log(
    `${wordSize} bits${String(count).padStart(8)}${column(median(ours))}${
      column(median(native))
    }${column(median(ratios))}  (${Math.min(...ratios).toFixed(2)} to ${
      Math.max(...ratios).toFixed(2)
    })`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

console.log("machine requests  ours ns  C ns   ratio; all answers are equal");
for (const wordSize of [32, 64] as const) {
  const program = await build(wordSize);
  for (const count of COUNTS) await compare(program, wordSize, count);
}
