/**
 * What a step is held against, and what is found.
 *
 * @module
 */
import type { Vma } from "../../memory/region.ts";
import type { Outcome } from "../../mm/outcome.ts";
import type { WorldProcess } from "../../mm/world.ts";
import type { Expectation } from "../types/expect.ts";
import type { Answers } from "./perform.ts";
import type { Mismatch } from "./result.ts";
import type { ScenarioWorld } from "./build_world.ts";

/** What a step is matched in. */
export interface MatchContext {
  /** The machine after the step. */
  readonly world: ScenarioWorld;
  /** The process that made the step. */
  readonly process: WorldProcess;
  /** What the step came to. */
  readonly outcome: Outcome;
  /** The mapping that the step is about, if there is one. */
  readonly vma: Vma | null;
  /** Addresses that the steps answered. */
  readonly answers: Answers;
  /** Mappings that the steps made. */
  readonly mappings: readonly (Vma | undefined)[];
  /** Names of the scenario's files. */
  readonly fileNames: readonly string[];
}

/** Collects mismatches at the places of the expectation's keys. */
export class Mismatches {
  readonly list: Mismatch[] = [];
  readonly #expectation: Expectation;

  /** Starts with none. */
  constructor(expectation: Expectation) {
    this.#expectation = expectation;
  }

  /** Notes a difference if the texts differ. */
  check(key: string, expected: string, actual: string, at?: number): void {
    if (expected !== actual) this.add(key, expected, actual, at);
  }

  /** Notes a difference. */
  add(key: string, expected: string, actual: string, at?: number): void {
    const keys = this.#expectation.keys as Readonly<Record<string, number>>;
    const place = at ?? keys[key.split(".")[0]!] ?? this.#expectation.at;
    this.list.push({ key, expected, actual, at: place });
  }
}
