/**
 * The engine's side of the comparison, in a process of its own:
 * `ours.ts WORD_SIZE COUNT ROUNDS BATCHES` decides the questions of requests.ts
 * as decide.c does, and prints the nanoseconds of one decision in the best
 * batch.
 *
 * @module
 */
import type { WordSize } from "../../src/abi/word.ts";
import { questions } from "../requests.ts";
import { archOf, decideAll } from "./decide_all.ts";

const [wordSize, count, rounds, batches] = Deno.args.map(Number) as [
  WordSize,
  number,
  number,
  number,
];
const asked = questions(count, wordSize);
const answers = new Int32Array(2 * count);
const arch = archOf(wordSize);
let best = Infinity;
for (let batch = 0; batch < batches; batch++) {
  const start = performance.now();
  for (let round = 0; round < rounds; round++) decideAll(asked, answers, arch);
  best = Math.min(best, performance.now() - start);
}
console.log((best * 1e6 / rounds / count).toFixed(3));
