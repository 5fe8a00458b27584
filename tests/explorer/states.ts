/** States of the switches, the same in every run. */
import { FIELDS } from "../../src/explorer/fields.ts";
import { PRESETS } from "../../src/explorer/presets.ts";
import { INITIAL, type State, withValues } from "../../src/explorer/state.ts";

const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  length: ["0", "1", "4KiB", "5000", "5MiB", "0xffffffff", "0xfffff000"],
  offset: ["0", "4KiB", "0x1001", "0xfffffffff000", "1GiB"],
  size: ["0", "1", "64KiB", "5MiB", "100000"],
  base: ["0x20000000", "0", "0xfffff000", "0x20000001"],
  ram: ["16MiB", "4KiB", "1MiB"],
  trim: ["0", "1", "4", "1000"],
};

/** A generator of numbers below its argument: mulberry32. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value ^= value + Math.imul(value ^ (value >>> 7), 61 | value);
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

/** So many states that anybody could set. */
export function randomStates(count: number, seed: number): State[] {
  const random = randomOf(seed);
  const pick = <T>(all: readonly T[]): T => all[random(all.length)]!;
  return Array.from({ length: count }, () => {
    const values: Record<string, string> = {};
    for (const [id, { kind, choices }] of FIELDS) {
      // Most switches stay, so that not everything is refused at once.
      if (random(3) > 0) continue;
      values[id] = kind === "check"
        ? "on"
        : kind === "number"
        ? pick(NUMBERS[id]!)
        : pick(choices!).value;
    }
    return withValues(INITIAL, values);
  });
}

/** The presets as states. */
export function presetStates(): State[] {
  return PRESETS.map(({ values }) => withValues(INITIAL, values));
}
