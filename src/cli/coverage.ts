/**
 * The command that says which rules scenarios cover.
 *
 * @module
 */
import {
  Coverage,
  type EditionCoverage,
  releaseOf,
} from "../coverage/coverage.ts";
import { coverageJson, mutantsJson } from "../coverage/json.ts";
import { type EditionGaps, gapSteps, percentOf } from "../coverage/gaps.ts";
import {
  coverageSummary,
  type CoverageTextOptions,
  gapLines,
  ruleLines,
  unreachableLines,
} from "../coverage/text.ts";
import { mutantSteps } from "../coverage/mutate.ts";
import {
  mutantLegend,
  mutantMatrix,
  mutantSummary,
  survivorLines,
} from "../coverage/mutate_text.ts";
import { InputError } from "../errors.ts";
import {
  type AnyEdition,
  DEFAULT_EDITION,
  EDITIONS,
  kernelTitle,
} from "../policy/editions.ts";
import { styleFor } from "../report/style.ts";
import type { ScenarioResult } from "../scenario/run/result.ts";
import type { Test } from "../scenario/run/select.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { inSteps, interruption, pause } from "./interrupt.ts";
import { hasColour, print } from "./output.ts";
import { chosenTests, SCENARIO_OPTIONS } from "./scenario_options.ts";
import { terminalWidth } from "./terminal.ts";
import { quote } from "../scenario/text/quote.ts";

/** `nommap coverage`. */
export async function coverageCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: [...SCENARIO_OPTIONS.flags, "mutate", "json", "verbose"],
    values: ["min", ...SCENARIO_OPTIONS.values],
    lists: SCENARIO_OPTIONS.lists,
  });
  const least = leastPercent("min", options.value("min"));
  const tests = newestOf(
    (await chosenTests(options)).filter(isKernel),
    options,
  );
  if (tests.length === 0) {
    throw new InputError("All scenarios that are selected are with an MMU");
  }
  const text = { style: styleFor(hasColour()), width: terminalWidth() };
  const json = options.flag("json");
  interruption();
  if (options.flag("mutate")) {
    return await mutate(tests, json ? "json" : options.flag("verbose"), text);
  }
  const coverage = new Coverage();
  let ran = 0;
  for (const test of tests) {
    coverage.run(test);
    ran++;
    await pause(() => `${ran} of ${tests.length} tests ran`);
  }
  const editions = coverage.editions();
  const verbose = options.flag("verbose") || editions.length === 1;
  let below = false;
  let summed = 0;
  for (const edition of editions) {
    const gaps = await inSteps(
      gapSteps(edition),
      () =>
        `${tests.length} tests ran, ${summed} of ${editions.length} kernels were looked at`,
    );
    summed++;
    if (percentOf(gaps) < least) below = true;
    if (json) print(`${JSON.stringify(coverageJson(edition, gaps))}\n`);
    else print(`${coverageSummary(edition, gaps, text)}\n`);
    if (verbose && !json) {
      print(`${details(edition, gaps, text).join("\n")}\n\n`);
    }
  }
  if (!verbose && !json) {
    print("\nWith --kernel NAME: each rule, and scenarios for the gaps.\n");
  }
  return below ? 1 : 0;
}

/** The coverage of a run: a line for each kernel at its end. */
export class CoverageRun {
  readonly #coverage = new Coverage();
  readonly #least: number;

  /** Wants at least so many per cent of the ways of each kernel. */
  constructor(percent: string) {
    this.#least = leastPercent("coverage", percent);
  }

  /** Runs a test and notes what it meets. */
  readonly run = (test: Test): ScenarioResult => this.#coverage.run(test);

  /** Writes the lines; the exit status is 1 if there is too little. */
  async end(write: (text: string) => void): Promise<number> {
    const text = { style: styleFor(hasColour()), width: terminalWidth() };
    let below = false;
    write("\nRules covered (nommap coverage closes gaps)\n");
    const editions = this.#coverage.editions();
    if (editions.length === 0) {
      write("  none, for no test was without an MMU\n");
      below = this.#least > 0;
    }
    for (const edition of editions) {
      const gaps = await inSteps(gapSteps(edition), () => "all tests ran");
      if (percentOf(gaps) < this.#least) below = true;
      write(`  ${coverageSummary(edition, gaps, text)}\n`);
    }
    if (below) write(`  Less than ${this.#least}% is too little\n`);
    return below ? 1 : 0;
  }
}

/** A revision of cramfs with an MMU has no rules of these kernels. */
function isKernel({ scenario, edition }: Test): boolean {
  return scenario.cramfsMmu === undefined &&
    EDITIONS.some(({ id }) => id === edition.id);
}

/** Without `--kernel`, the tests of the default kernel if it has some. */
function newestOf(tests: readonly Test[], options: Arguments): readonly Test[] {
  if (options.list("kernel").length > 0) return tests;
  const own = tests.filter(({ edition }) => edition.id === DEFAULT_EDITION.id);
  return own.length > 0 ? own : tests;
}

/** Breaks each rule of each kernel; 1 if a mutant survives. */
async function mutate(
  tests: readonly Test[],
  form: "json" | boolean,
  text: CoverageTextOptions,
): Promise<number> {
  const byId = Map.groupBy(tests, ({ edition }) => edition.id);
  const groups = EDITIONS.flatMap((edition) => {
    const own = byId.get(edition.id);
    return own === undefined ? [] : [{ edition, own }];
  });
  const matrix = form === true || groups.length === 1;
  let checked = 0;
  let survives = false;
  for (const { edition, own } of groups) {
    const results = await inSteps(
      mutantSteps(edition, own),
      () => `${checked} of ${groups.length} kernels were checked`,
    );
    if (results.some(({ fate }) => fate === "survived")) survives = true;
    if (form === "json") {
      print(`${JSON.stringify(mutantsJson(edition, results))}\n`);
    } else {
      printLines([
        mutantSummary(titleOf(edition, own), results, text),
        ...matrix
          ? [...mutantMatrix(edition, results, text), ""]
          : survivorLines(results, text),
      ]);
    }
    checked++;
  }
  if (form === "json") return survives ? 1 : 0;
  if (matrix) printLines(mutantLegend(text));
  else print("\nWith --kernel NAME: each rule, and who kills its mutants.\n");
  return survives ? 1 : 0;
}

/** The kernel, and the release of it that all tests are for, if there is one. */
function titleOf(edition: AnyEdition, tests: readonly Test[]): string {
  const { id } = edition;
  const named = tests.map(({ scenario }) => scenario.releases?.get(id) ?? id);
  return kernelTitle(releaseOf(edition, new Set(named)), id);
}

function printLines(lines: readonly string[]): void {
  print(`${lines.join("\n")}\n`);
}

function details(
  coverage: EditionCoverage,
  gaps: EditionGaps,
  options: CoverageTextOptions,
): string[] {
  return [
    ...ruleLines(coverage, gaps, options),
    ...gapLines(gaps.gaps, coverage.edition, options),
    ...unreachableLines(gaps.unreachable, options),
  ];
}

/** Reads a percentage; 0 if there is none. */
function leastPercent(option: string, text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^(?:[0-9]{1,2}|100)%?$/.test(text)) return parseInt(text, 10);
  throw new InputError(
    `Option '--${option}' needs a percentage from 0 to 100, not ${quote(text)}`,
  );
}
