/**
 * Holding a recording of a real kernel against the engine, without a kernel.
 *
 * @module
 */

import { InputError } from "../../errors.ts";
import type { Edition } from "../../policy/edition.ts";
import { findEdition } from "../../policy/editions.ts";
import { ENGINE_NAMES } from "../../scenario/known_names.ts";
import { loadWithParts } from "../../scenario/load_with_parts.ts";
import { parseScenarios } from "../../scenario/parse.ts";
import { ALL_READING_PARTS } from "../../scenario/loadable/all.ts";
import type { Scenario } from "../../scenario/types.ts";
import { compileTest } from "../judge/compile.ts";
import type { Judgement } from "../judge/judgement.ts";
import { judgeTest } from "../judge/judge.ts";
import { compileMmuTest } from "../judge_mmu/compile.ts";
import { judgeMmuTest } from "../judge_mmu/judge.ts";
import {
  casesOf,
  type MmuRecordingLine,
  RECORDING_FORMAT,
  type RecordingHeader,
  type RecordingLine,
} from "./format.ts";
import { checkLine } from "./shape.ts";
import { mmuPlanHash, planHash } from "./plan_hash.ts";

/** What a line of a recording says of the engine. */
export type ReplayedLine =
  /** The kernel's answers, held against the engine. */
  | { readonly judgement: Judgement }
  /** It is not about what the scenario asks now, or there is no scenario. */
  | { readonly stale: string };

/** A recording that is read. */
export class RecordingReplay {
  /** The edition of the engine. */
  readonly edition: Edition;
  readonly #scenarios: ReadonlyMap<string, Scenario>;
  readonly #mmu: boolean;

  /**
   * Takes an edition and the scenarios that lines may name.
   *
   * @param mmu Whether the kernel has an MMU. Default false.
   */
  constructor(
    edition: Edition,
    scenarios: ReadonlyMap<string, Scenario>,
    mmu = false,
  ) {
    this.edition = edition;
    this.#scenarios = scenarios;
    this.#mmu = mmu;
  }

  /**
   * Judges the engine by one line.
   *
   * @throws {InputError} if it is not such a line.
   */
  line(line: RecordingLine | MmuRecordingLine): ReplayedLine {
    checkLine(line, "head");
    const scenario = line.text === undefined
      ? this.#scenarios.get(line.scenario)
      : scenarioOfText(line.text);
    if (scenario === undefined) {
      return { stale: `there is no scenario '${line.scenario}' any more` };
    }
    if (this.#mmu && scenario.cramfsMmu !== undefined) {
      const test = compileMmuTest(scenario, this.edition);
      if (mmuPlanHash(test) !== line.plan) return changed(line);
      checkLine(line, "mmu-cases");
      const [result] = (line as MmuRecordingLine).cases;
      return { judgement: judgeMmuTest(test, result) };
    }
    const test = compileTest(scenario, this.edition, "sparse");
    if (planHash(test.cases) !== line.plan) return changed(line);
    checkLine(line, "cases");
    return { judgement: judgeTest(test, casesOf(line as RecordingLine)) };
  }
}

function changed({ scenario }: { readonly scenario: string }): ReplayedLine {
  return { stale: `'${scenario}' was recorded before it changed` };
}

/**
 * Opens a recording by its first line.
 *
 * @param folder Scenarios that its lines may name.
 * @param pause Called between two files of them; what it answers is waited for.
 * @throws {InputError} if it is of another format or an unknown kernel.
 */
export async function openRecording(
  header: RecordingHeader,
  folder: string | URL,
  pause?: () => Promise<void> | undefined,
): Promise<RecordingReplay> {
  if (header.nommap !== RECORDING_FORMAT) {
    throw new InputError(`Unknown format ${header.nommap} of a recording`);
  }
  const edition = findEdition(header.kernel);
  if (edition === undefined || edition.world !== "regions") {
    throw new InputError(`Unknown kernel '${header.kernel}' of a recording`);
  }
  const { scenarios } = await loadWithParts([folder], {
    ...ENGINE_NAMES,
    ...(pause === undefined ? {} : { afterFile: pause }),
  }, ALL_READING_PARTS);
  return new RecordingReplay(
    edition,
    new Map(scenarios.map((scenario) => [scenario.id, scenario])),
    header.mmu,
  );
}

/**
 * The scenario that a line brings along.
 *
 * @throws {InputError} if it is none.
 */
export function scenarioOfText(text: string): Scenario {
  const { scenarios, errors } = parseScenarios(text, "recording", ENGINE_NAMES);
  const [scenario] = scenarios;
  if (scenario !== undefined && errors.length === 0) return scenario;
  throw errors[0] ?? new InputError("A line of the recording has no scenario");
}

/** Whether a line of JSON is the first one of a recording. */
export function isHeader(
  value: Readonly<Record<string, unknown>>,
): value is RecordingHeader & Readonly<Record<string, unknown>> {
  return typeof value["nommap"] === "number" &&
    typeof value["kernel"] === "string";
}
