/**
 * Trying all combinations of choices of which only those are made that matter:
 * code that depends on a choice asks for it, and a choice that is never asked
 * for is not varied.
 *
 * @module
 */

/** A combination of choices, and the way to the next one. */
export class Choices {
  readonly #sizes: readonly number[];
  readonly #values: number[];
  readonly #order: number[] = [];

  /** Starts with the first combination. `sizes` are the numbers of options. */
  constructor(sizes: readonly number[]) {
    this.#sizes = sizes;
    this.#values = sizes.map(() => -1);
  }

  /** The option that is chosen, from 0; the first one if nobody asked before. */
  pick(choice: number): number {
    const value = this.#values[choice]!;
    if (value >= 0) return value;
    this.#values[choice] = 0;
    this.#order.push(choice);
    return 0;
  }

  /** Whether anybody has asked for it in this combination. */
  isPicked(choice: number): boolean {
    return this.#values[choice]! >= 0;
  }

  /** The options that are chosen; 0 for those that nobody asked for. */
  values(): number[] {
    return this.#values.map((value) => Math.max(0, value));
  }

  /** Goes on to the next combination; `false` if there is none. */
  next(): boolean {
    while (this.#order.length > 0) {
      const choice = this.#order.at(-1)!;
      if (++this.#values[choice]! < this.#sizes[choice]!) return true;
      this.#values[choice] = -1;
      this.#order.pop();
    }
    return false;
  }
}

/**
 * Calls a function once for every combination that it can tell apart.
 *
 * @example
 * ```ts
 * import { forEachChoice } from "./choices.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const seen: string[] = [];
 * forEachChoice([2, 3], (choices) => {
 *   seen.push(choices.pick(0) === 0 ? "no" : `yes ${choices.pick(1)}`);
 * });
 * assertEquals(seen, ["no", "yes 0", "yes 1", "yes 2"]);
 * ```
 */
export function forEachChoice(
  sizes: readonly number[],
  visit: (choices: Choices) => void,
): void {
  const choices = new Choices(sizes);
  do visit(choices); while (choices.next());
}
