import { assert } from "@std/assert";
import { InputError } from "../../src/errors.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";

/** Numbers from 0 to below 1, the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FOLDER = new URL("../data/scenario/", import.meta.url);
const TEXTS: readonly string[] = [...Deno.readDirSync(FOLDER)]
  .map(({ name }) => name)
  .sort()
  .map((name) => Deno.readTextFileSync(new URL(name, FOLDER)));

/** What a mutation puts in. */
const PIECES: readonly string[] = [
  ..."{}[]:,-|>&*!%@#?'\"\\ \n\t\r\0~<".split(""),
  "\n---\n",
  "\n  ",
  ": ",
  "- ",
  "*a",
  "&a ",
  "!!str ",
  "<<: ",
  "0x",
  "-1",
  "99999999999999999999",
  "4GiB",
  "null",
  "expect: ok",
  "label+",
  "ENODEV",
  "__proto__: ",
  "\u2028",
  "\ud800",
  "é",
  "linux-6.1: ",
  "|2\n",
];

function mutate(text: string, random: () => number): string {
  const below = (limit: number) => Math.floor(random() * limit);
  let result = text;
  for (let count = 1 + below(4); count > 0; count--) {
    const at = below(result.length + 1);
    const length = below(random() < 0.1 ? 400 : 8);
    const rest = result.slice(at + length);
    const start = result.slice(0, at);
    switch (below(5)) {
      case 0:
        result = start + rest;
        break;
      case 1:
        result = start + PIECES[below(PIECES.length)] + result.slice(at);
        break;
      case 2:
        result = start + PIECES[below(PIECES.length)] + rest;
        break;
      case 3: {
        const from = below(result.length);
        result = start + result.slice(from, from + length) + result.slice(at);
        break;
      }
      default:
        result = start + String.fromCharCode(below(0x180)) + rest;
    }
  }
  return result;
}

/** Fails unless the result is scenarios, and errors with places in the text. */
function check(text: string, name: string): { right: number; wrong: number } {
  const { scenarios, errors } = parseScenarios(text, "f");
  const lines = text.split(/\r\n|\n|\r/).length;
  for (const error of errors) {
    assert(error instanceof InputError, name);
    assert(
      /^[A-Z'0-9]|^mmap has/.test(error.reason),
      `${name}: ${error.reason}`,
    );
    assert(!/undefined|\[object|NaN/.test(error.reason), error.reason);
    if (error.line === undefined) continue;
    assert(error.line >= 1 && error.line <= lines, `${name}: ${error.message}`);
    assert(error.column! >= 1, `${name}: ${error.message}`);
  }
  for (const scenario of scenarios) {
    assert(scenario.kernels.length > 0, name);
    assert(scenario.processes.length > 0, name);
    assert(scenario.steps.length > 0 !== (scenario.table !== undefined), name);
    for (const { operation } of scenario.steps) {
      if (!("file" in operation)) continue;
      assert(scenario.files[operation.file!] !== undefined, name);
    }
  }
  return { right: scenarios.length, wrong: errors.length };
}

Deno.test("mutated scenario files give errors with places, and no crash", () => {
  const random = seeded(20261121);
  const end = performance.now() + 10_000;
  let right = 0;
  let wrong = 0;
  for (let round = 0; round < 1500 && performance.now() < end; round++) {
    const text = mutate(TEXTS[round % TEXTS.length]!, random);
    const counts = check(text, `Round ${round}`);
    if (counts.wrong > 0) wrong++;
    else right++;
  }
  assert(wrong > 100 && right > 10, `${wrong} wrong, ${right} right`);
});

Deno.test("garbage gives errors with places, and no crash", () => {
  const random = seeded(1);
  for (let round = 0; round < 500; round++) {
    const length = Math.floor(random() * 200);
    let text = "";
    for (let i = 0; i < length; i++) {
      text += random() < 0.5
        ? PIECES[Math.floor(random() * PIECES.length)]
        : String.fromCharCode(Math.floor(random() * 0x100));
    }
    check(text, `Round ${round}`);
  }
});
