import { Random } from "../src/referee/fuzz/draw/random.ts";

/** Numbers from 0 to below `limit`, the same for the same seed. */
export function randomBelow(seed: number): (limit: number) => number {
  const random = new Random(seed);
  return (limit) => random.below(limit);
}
