/**
 * Memory: `deno task bench:memory`. What a live mapping takes, in a heap from
 * which all garbage is gone, and what a refused request leaves behind, in a heap
 * that is not collected meanwhile.
 *
 * @module
 */
import { LINUX_6_12 } from "../src/policy/editions/linux_6_12.ts";
import { archOf } from "./native/decide_all.ts";
import { LIVE_MAPPINGS } from "./live_mappings.ts";
import { questions } from "./requests.ts";

const MAPPINGS = 1_000_000;
const REFUSALS = 100_000_000;
const LOOKS = 100;

const { gc } = globalThis as { gc?: () => void };
if (gc === undefined) throw new Error("Run with --v8-flags=--expose-gc");

function heapUsed(): number {
  return Deno.memoryUsage().heapUsed;
}

/** Typed arrays lie outside of the heap. */
function heldAfterCollection(): number {
  gc!();
  const { heapUsed, external } = Deno.memoryUsage();
  return heapUsed + external;
}

function bytesPerMapping(kind: keyof typeof LIVE_MAPPINGS): number {
  const before = heldAfterCollection();
  const live = LIVE_MAPPINGS[kind](MAPPINGS);
  const after = heldAfterCollection();
  const { mapCount } = live.process;
  if (mapCount < MAPPINGS) throw new Error(`Only ${mapCount} mappings`);
  return (after - before) / mapCount;
}

/**
 * The heap grows by what is allocated, and shrinks only if garbage is collected.
 * Looking at it takes some of it, too: what a look takes at which nothing was
 * refused is subtracted. Of many looks the middle one counts.
 */
function bytesPerRefusal(): { bytes: number; collections: number } {
  const arch = archOf(32);
  const { validate } = LINUX_6_12;
  const refused = questions(4096, 32).filter(({ request, file, caller }) =>
    validate(request, file, caller, arch) < 0
  );
  let sum = 0;
  const refuse = (count: number): void => {
    for (let i = 0, at = 0; i < count; i++) {
      const { request, file, caller } = refused[at]!;
      sum = (sum + validate(request, file, caller, arch)) | 0;
      if (++at === refused.length) at = 0;
    }
  };
  let collections = 0;
  const growth = (count: number): number => {
    const all: number[] = [];
    let last = heapUsed();
    for (let look = 0; look < LOOKS; look++) {
      refuse(count);
      const used = heapUsed();
      if (used < last) collections++;
      all.push(used - last);
      last = used;
    }
    return all.toSorted((a, b) => a - b)[LOOKS >> 1]!;
  };
  const count = REFUSALS / LOOKS;
  refuse(count);
  gc!();
  const bytes = (growth(count) - growth(0)) / count;
  if (sum === 0) throw new Error("Nothing was refused");
  return { bytes, collections };
}

for (const kind of ["anonymous", "device"] as const) {
  const bytes = Math.round(bytesPerMapping(kind));
  console.log(`${bytes} bytes for each of ${MAPPINGS} live mappings, ${kind}`);
}
const { bytes, collections } = bytesPerRefusal();
console.log(
  `${
    bytes.toFixed(4)
  } bytes for each of ${REFUSALS} refusals, garbage collected ${collections} times meanwhile`,
);
