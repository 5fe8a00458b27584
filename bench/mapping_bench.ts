/**
 * mmap() and munmap() beside other live mappings, 1,000 pairs in an iteration:
 * microseconds per iteration read as nanoseconds per pair.
 */
import { mmap, munmap } from "../src/mm/system_calls.ts";
import { type Live, LIVE_MAPPINGS, PAGE } from "./live_mappings.ts";

const PAIRS = 1000;

for (const [kind, make] of Object.entries(LIVE_MAPPINGS)) {
  for (const count of [10, 1_000, 100_000, 1_000_000]) {
    let live: Live | undefined;
    Deno.bench({
      name: `${PAIRS} pairs beside ${count} mappings, ${kind}`,
      group: `mmap and munmap, ${kind}`,
      baseline: count === 10,
      fn(b) {
        const { machine, process, request } = live ??= make(count);
        b.start();
        for (let i = 0; i < PAIRS; i++) {
          const { value } = mmap(machine, process, request);
          munmap(machine, process, value, PAGE);
        }
        b.end();
      },
    });
  }
}
