/**
 * A function of a few small dimensions, written as an ordered list of
 * conditions: the first one that fits counts.
 *
 * @module
 */

/**
 * For each dimension the values that a condition admits, as bits; `null`: it
 * does not matter, because no value is left that would make a difference.
 */
export type Condition = readonly (number | null)[];

/** A condition and what holds where it is the first to fit. */
export interface ListEntry {
  /** The condition. */
  readonly condition: Condition;
  /** What holds. */
  readonly value: string;
  /** Points that it settles. */
  readonly points: number;
}

/** Starting points that are tried for each entry. */
const STARTS = 48;

/** A function, with its points packed: one bit for each value. */
interface Packed {
  /** First bit and number of bits of each dimension. */
  readonly dimensions: readonly { readonly shift: number; size: number }[];
  /** The bits of each point. */
  readonly points: Int32Array;
  /** The value at each point. */
  readonly values: readonly string[];
}

/**
 * Finds a short list for a function. Each entry is a condition that settles
 * much of what no entry before it has settled. The dimensions may have 31
 * values together.
 *
 * @param sizes How many values each dimension has.
 * @param value The value of the function at a point.
 */
export function decisionList(
  sizes: readonly number[],
  value: (point: readonly number[]) => string,
): ListEntry[] {
  const packed = pack(sizes, value);
  const entries: ListEntry[] = [];
  let open = Array.from(packed.points.keys());
  while (open.length > 0) {
    let best = 0;
    let most = 0;
    const step = Math.max(1, Math.floor(open.length / STARTS));
    for (let i = 0; i < open.length; i += step) {
      const condition = grow(packed, open, open[i]!);
      const settled = open.filter((at) => fits(packed, at, condition)).length;
      if (settled > most) {
        most = settled;
        best = condition;
      }
    }
    const settled = open.filter((at) => fits(packed, at, best));
    entries.push({
      condition: narrowed(packed, settled, open),
      value: packed.values[settled[0]!]!,
      points: most,
    });
    open = open.filter((at) => !fits(packed, at, best));
  }
  return entries;
}

/** What the settled points have and the other open ones do not all have. */
function narrowed(
  { dimensions, points }: Packed,
  settled: readonly number[],
  open: readonly number[],
): Condition {
  const all = (list: readonly number[]): number =>
    list.reduce((bits, at) => bits | points[at]!, 0);
  const [mine, left] = [all(settled), all(open)];
  return dimensions.map(({ shift, size }) => {
    const mask = 2 ** size - 1;
    const bits = mine >>> shift & mask;
    return bits === (left >>> shift & mask) ? null : bits;
  });
}

/** Whether a point is one that a condition admits. */
export function admits(
  condition: Condition,
  point: readonly number[],
): boolean {
  return condition.every((bits, dimension) =>
    bits === null || (bits >> point[dimension]! & 1) === 1
  );
}

function pack(
  sizes: readonly number[],
  value: (point: readonly number[]) => string,
): Packed {
  let shift = 0;
  const dimensions = sizes.map((size) => {
    const dimension = { shift, size };
    shift += size;
    return dimension;
  });
  if (shift > 31) throw new RangeError(`${shift} values are more than 31`);
  const points = [...pointsOf(sizes)];
  return {
    dimensions,
    points: Int32Array.from(
      points,
      (point) =>
        point.reduce(
          (bits, at, place) => bits | 1 << dimensions[place]!.shift + at,
          0,
        ),
    ),
    values: points.map(value),
  };
}

/** All points, the last dimension fastest. */
function* pointsOf(sizes: readonly number[]): Generator<readonly number[]> {
  const [size, ...rest] = sizes;
  if (size === undefined) {
    yield [];
    return;
  }
  for (let first = 0; first < size; first++) {
    for (const others of pointsOf(rest)) yield [first, ...others];
  }
}

function fits({ points }: Packed, at: number, condition: number): boolean {
  return (points[at]! & ~condition) === 0;
}

/**
 * Widens the condition of one open point, a dimension at a time, as long as
 * every open point that fits has the same value.
 */
function grow(packed: Packed, open: readonly number[], start: number): number {
  const { dimensions, points, values } = packed;
  const others = open.filter((at) => values[at] !== values[start]);
  const holds = (condition: number): boolean =>
    !others.some((at) => fits(packed, at, condition));
  let condition = points[start]!;
  for (const { shift, size } of dimensions) {
    const all = condition | 2 ** size - 1 << shift;
    if (holds(all)) {
      condition = all;
      continue;
    }
    for (let value = 0; value < size; value++) {
      const wider = condition | 1 << shift + value;
      if (holds(wider)) condition = wider;
    }
  }
  return condition;
}
