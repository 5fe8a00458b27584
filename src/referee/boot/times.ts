/**
 * How long kernels took to boot and for their cases.
 *
 * @module
 */

import { counted } from "../../writing/numbers.ts";
import type { PlanResult, RunTimes } from "../answer/result.ts";

/** Adds up the times of several plans. */
export class TimesTally {
  #boots = 0;
  #times: RunTimes = {
    boots: 0,
    cases: 0,
    calls: 0,
    booting: 0,
    running: 0,
  };

  /** Takes the times of a plan along. */
  add({ boots, ended }: Pick<PlanResult, "boots" | "ended">): void {
    const times = this.#times;
    this.#boots += boots;
    this.#times = {
      boots: times.boots + ended.boots,
      cases: times.cases + ended.cases,
      calls: times.calls + ended.calls,
      booting: times.booting + ended.booting,
      running: times.running + ended.running,
    };
  }

  /** Whether no boot has come to its end. */
  get isEmpty(): boolean {
    return this.#times.boots === 0;
  }

  /** The times as a sentence. */
  text(): string {
    const { boots, cases, calls, booting, running } = this.#times;
    const rate = (count: number, unit: string) =>
      counted(Math.round(1000 * count / running), unit);
    return `${counted(this.#boots, "boot")}, each ${
      seconds(booting / boots)
    }; ${counted(cases, "case")} with ${counted(calls, "system call")} in ${
      seconds(running)
    } inside the kernel, ${rate(cases, "case")} and ${
      rate(calls, "call")
    } a second`;
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
