/**
 * The fills of a plan as the words that the runner reads.
 *
 * @module
 */

import { FILL } from "../layout.ts";
import type { PlanFill } from "./plan.ts";
import type { Words } from "./words.ts";

/**
 * Adds fills.
 *
 * @returns What to do once all words that are of one size are there: it adds
 * bytes and the positions of the words that hold their address.
 */
export function pushFills(
  words: Words,
  relative: number[],
  fills: readonly PlanFill[],
): () => void {
  const sources = fills.map((fill) => {
    const source = fill.with === "pattern" ? FILL.PATTERN : FILL.ZERO;
    words.push(fill.address, fill.length, source);
    return words.length - 1;
  });
  return () =>
    fills.forEach((fill, index) => {
      if (!(fill.with instanceof Uint8Array)) return;
      const at = sources[index]!;
      words.set(at, 8 * words.length);
      relative.push(at);
      const padded = new Uint8Array(fill.length);
      padded.set(fill.with.subarray(0, fill.length));
      words.pushBytes(padded);
    });
}

/**
 * Fills that come to the same, without zeros where a later one writes: the
 * runner would write there twice.
 */
export function withoutCovered(fills: readonly PlanFill[]): PlanFill[] {
  return fills.flatMap((fill, index) =>
    fill.with === "zeros"
      ? fills.slice(index + 1).reduce(
        (left, other) => left.flatMap((piece) => outside(piece, other)),
        [fill],
      )
      : [fill]
  );
}

/** What of a fill lies before and behind another one. */
function outside(fill: PlanFill, other: PlanFill): PlanFill[] {
  const end = fill.address + fill.length;
  const from = Math.max(fill.address, other.address);
  const to = Math.min(end, other.address + other.length);
  if (from >= to) return [fill];
  return [
    { ...fill, length: from - fill.address },
    { ...fill, address: to, length: end - to },
  ].filter(({ length }) => length > 0);
}
