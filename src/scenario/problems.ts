/**
 * What is wrong with one file, collected.
 *
 * @module
 */
import { InputError, onOneLine } from "../errors.ts";
import type { SourceText } from "./types.ts";

/** Problems of a file beyond this many are only counted. */
export const MOST_PROBLEMS = 20;

interface Problem {
  readonly at: number;
  readonly reason: string;
}

/** Collects what is wrong with a file, so that all of it is reported. */
export class Problems {
  readonly #problems: Problem[] = [];
  readonly #seen: Set<string> = new Set();

  /** How many there are. */
  get count(): number {
    return this.#problems.length;
  }

  /** Notes what is wrong at an offset; the same again is ignored. */
  add(at: number, reason: string): void {
    const key = `${at} ${reason}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#problems.push({ at, reason });
  }

  /** The first problems by place, and how many more there are. */
  errors(text: SourceText): InputError[] {
    const sorted = this.#problems.toSorted((a, b) => a.at - b.at);
    const errors = sorted.slice(0, MOST_PROBLEMS).map(({ at, reason }) =>
      new InputError(onOneLine(reason), text.position(at))
    );
    const next = sorted[MOST_PROBLEMS];
    if (next !== undefined) {
      const more = sorted.length - errors.length;
      errors.push(
        new InputError(
          more === 1 ? "1 more problem" : `${more} more problems from here on`,
          text.position(next.at),
        ),
      );
    }
    return errors;
  }
}
