/**
 * Everything that can be made of a base by changing a few things about it.
 *
 * @module
 */

/** One thing that can be otherwise; the answers are the other forms. */
export type Alternatives<T> = readonly ((base: T) => T)[];

/**
 * Everything that differs from the base in so many things; each takes each of
 * its alternatives.
 */
export function variations<T>(
  base: T,
  things: readonly Alternatives<T>[],
  count: number,
): Generator<T> {
  return differing(base, things, count, 0);
}

function* differing<T>(
  base: T,
  things: readonly Alternatives<T>[],
  count: number,
  from: number,
): Generator<T> {
  if (count === 0) {
    yield base;
    return;
  }
  for (let place = from; place <= things.length - count; place++) {
    for (const apply of things[place]!) {
      yield* differing(apply(base), things, count - 1, place + 1);
    }
  }
}
