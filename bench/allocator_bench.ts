/**
 * The page allocator: 1,000 allocations and releases of a few pages in an
 * iteration, so that microseconds read as nanoseconds per pair; in memory that
 * is free, that is full of holes, and that has only its last page left.
 */
import { BuddyAllocator } from "../src/memory/buddy.ts";
import { randomBelow } from "./requests.ts";

const PAGE = 4096;
const PAGES = 2 ** 18;
const PAIRS = 1000;

function allocator(): BuddyAllocator {
  return new BuddyAllocator({
    base: 0x8000_0000,
    size: PAGES * PAGE,
    pageSize: PAGE,
    maxPageOrder: 10,
  });
}

/** Runs of 1 to 16 pages everywhere; every second one is given back. */
function fragmented(): BuddyAllocator {
  const buddy = allocator();
  const below = randomBelow(7);
  const runs: [address: number, pages: number][] = [];
  for (;;) {
    const pages = 1 + below(16);
    const address = buddy.allocate(pages);
    if (address < 0) break;
    runs.push([address, pages]);
  }
  runs.forEach(([address, pages], i) => {
    if (i % 2 === 0) buddy.free(address, pages);
  });
  return buddy;
}

function nearlyFull(): BuddyAllocator {
  const buddy = allocator();
  let last = 0;
  for (let address = 0; address >= 0; address = buddy.allocate(1)) {
    last = address;
  }
  buddy.free(last, 1);
  return buddy;
}

const MEMORIES = {
  "free memory": { make: allocator, sizes: [1, 2, 3, 5, 8, 16] },
  "full of holes": { make: fragmented, sizes: [1, 2, 3, 5] },
  "one page left": { make: nearlyFull, sizes: [1] },
};

for (const [name, { make, sizes }] of Object.entries(MEMORIES)) {
  let buddy: BuddyAllocator | undefined;
  Deno.bench({
    name: `${PAIRS} allocations, ${name}`,
    group: "page allocator",
    baseline: name === "free memory",
    fn(b) {
      buddy ??= make();
      b.start();
      for (let i = 0; i < PAIRS; i++) {
        const pages = sizes[i % sizes.length]!;
        const address = buddy.allocate(pages);
        if (address < 0) throw new Error(`No ${pages} pages`);
        buddy.free(address, pages);
      }
      b.end();
    },
  });
}
