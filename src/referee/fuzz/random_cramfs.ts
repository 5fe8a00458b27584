/**
 * Random images of cramfs, and mappings of their files with an MMU.
 *
 * @module
 */

import { ENGINE_NAMES } from "../../scenario/known_names.ts";
import { parseScenarios } from "../../scenario/parse.ts";
import type { Scenario } from "../../scenario/types.ts";
import { Random } from "./random.ts";

/** Files of an image, steps of a scenario: at most so many. */
const FILES = 4;
const STEPS = 16;
const PAGE = 4096;

const KINDS = [
  "direct",
  "direct",
  "direct",
  "direct",
  "compressed",
  "literal",
  "direct-compressed",
] as const;

/** Where mappings go that say so; near enough to meet each other. */
const PLACES = 0x1000_0000;
const NEAR = 24;

/** A random scenario. */
export interface RandomCramfs {
  /** Its text. */
  readonly text: string;
  /** What it says. */
  readonly scenario: Scenario;
}

/**
 * The scenario that a seed and a number repeat. What is drawn may be no image,
 * or one in which no kernel finds the file: then it is drawn again.
 */
export function randomCramfs(seed: number, number: number): RandomCramfs {
  const random = new Random(seed * 1_000_003 + number * 7919 + 3);
  for (;;) {
    const text = draw(random, `cramfs-${seed}-${number}`);
    const { scenarios, errors } = parseScenarios(text, "fuzz", ENGINE_NAMES);
    if (errors.length === 0) return { text, scenario: scenarios[0]! };
  }
}

function draw(random: Random, id: string): string {
  const sizes = Array.from(
    { length: 1 + random.below(FILES) },
    () => fileSize(random),
  );
  const steps = Array.from(
    { length: 1 + random.below(STEPS) },
    (_, step) => stepLines(random, sizes, step),
  );
  const at = random.weighted([
    [8, ", at: 0x22000000"],
    [1, ", at: 0x22000200"],
    [1, ""],
  ]);
  return [
    `id: ${id}`,
    "name: A random image",
    "source: fuzz",
    "images:",
    "  rom:",
    ...imageOptions(random),
    "    files:",
    ...sizes.map((size, file) => fileLine(random, size, file)),
    "files:",
    ...sizes.map((_, file) =>
      `  f${file}: { driver: cramfs, image: rom, path: /f${file}${at} }`
    ),
    "cramfs_mmu:",
    "  steps:",
    ...steps.flat(),
    "      expect: { hazard: none }",
    "",
  ].join("\n");
}

function fileSize(random: Random): number {
  return random.weighted<() => number>([
    [1, () => 0],
    [1, () => 1 + random.below(PAGE)],
    [4, () => 1 + random.below(6 * PAGE)],
    [3, () => PAGE * (1 + random.below(6))],
    [1, () => PAGE * (1 + random.below(4)) + random.pick([-1, 1])],
  ])();
}

function imageOptions(random: Random): string[] {
  return [
    ...random.chance(0.15) ? ["    superblock: 512"] : [],
    ...random.chance(0.3) ? ["    pad: false"] : [],
    ...random.chance(0.2) ? ["    erased: 0"] : [],
    ...random.chance(0.1) ? ["    extended_pointers: false"] : [],
  ];
}

function fileLine(random: Random, size: number, file: number): string {
  const blocks = Math.ceil(size / PAGE);
  const kind = random.pick(KINDS);
  const layout = [`blocks: ${kind}`];
  const sometimes = (probability: number, text: () => string) => {
    if (random.chance(probability)) layout.push(text());
  };
  if (blocks > 0) {
    const except = () => `${random.below(blocks)}: ${random.pick(KINDS)}`;
    sometimes(0.3, () => `except: { ${except()} }`);
  }
  const phases = [4, 8, 16, 0x104, 2048, 4092];
  sometimes(0.15, () => `phase: ${random.pick(phases)}`);
  if (kind === "direct" && layout.length === 1) {
    sometimes(0.15, () => "order: descending");
  }
  if (blocks > 1) {
    sometimes(0.2, () => `gaps: [${1 + random.below(blocks - 1)}]`);
  }
  sometimes(0.6, () => `tail: ${random.pick(["dirty", "packed", "zero"])}`);
  sometimes(0.2, () => "holes: true");
  const contents = random.weighted([
    [6, ""],
    [2, ", contents: { byte: 0 }"],
    [3, `, contents: { byte: ${file + 1} }`],
  ]);
  return `      /f${file}: { size: ${size}${contents}, layout: { ${
    layout.join(", ")
  } } }`;
}

function stepLines(
  random: Random,
  sizes: readonly number[],
  step: number,
): string[] {
  const kind = step === 0 ? "map" : random.weighted([
    [7, "map"],
    [2, "protect"],
    [1, "unmap"],
  ]);
  if (kind === "map") return [`    - map: { ${mapping(random, sizes)} }`];
  const range = `address: ${place(random)}, length: ${
    PAGE * random.below(6) + random.pick([0, 0, 0, 1])
  }`;
  if (kind === "unmap") return [`    - unmap: { ${range} }`];
  return [`    - protect: { ${range}, prot: ${random.pick(PROTS)} }`];
}

const PROTS = [
  "READ",
  "READ",
  "READ",
  "READ|EXEC",
  "NONE",
  "READ|WRITE",
  "EXEC",
  "WRITE",
] as const;

function mapping(random: Random, sizes: readonly number[]): string {
  const file = random.below(sizes.length);
  const size = sizes[file]!;
  const blocks = Math.ceil(size / PAGE);
  const pgoff = random.below(blocks + 2);
  const length = random.weighted<() => number>([
    [3, () => PAGE * Math.max(1, blocks - pgoff)],
    [2, () => PAGE * (1 + random.below(8))],
    [2, () => Math.max(1, size - pgoff * PAGE)],
    [2, () => PAGE],
    [1, () => random.below(3 * PAGE)],
  ])();
  const address = random.chance(0.6) ? `address: ${place(random)}, ` : "";
  const flags = random.pick(["PRIVATE", "PRIVATE", "SHARED"]);
  return `file: f${file}, ${address}length: ${length}, prot: ${
    random.pick(PROTS)
  }, flags: ${flags}, offset: ${pgoff * PAGE}`;
}

function place(random: Random): string {
  const address = PLACES + PAGE * random.below(NEAR);
  return `0x${address.toString(16)}`;
}
