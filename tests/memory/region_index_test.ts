import { assertEquals } from "@std/assert";
import { RegionIndex } from "../../src/memory/region_index.ts";
import { VmRegion } from "../../src/memory/vm_region.ts";
import { randomBelow } from "../random.ts";

const PAGE = 4096;

function regionOf(id: number, pgoff: number, pages: number): VmRegion {
  const region = new VmRegion(id, null, pgoff, 0);
  const start = 0x1000_0000 + id * 0x10_0000;
  region.place(start, start + pages * PAGE, start + pages * PAGE);
  return region;
}

function pagesOf({ start, end }: VmRegion): number {
  return (Number(end) - Number(start)) / PAGE;
}

Deno.test("a visit meets every region that touches the range", () => {
  const below = randomBelow(42);
  const index = new RegionIndex();
  const regions: VmRegion[] = [];
  for (let id = 0; id < 3000; id++) {
    const region = regionOf(id, below(500), 1 + below(60));
    regions.push(region);
    index.add(region, pagesOf(region));
    if (below(3) > 0) continue;
    const [gone] = regions.splice(below(regions.length), 1);
    // Half of them became shorter since they were added.
    const cut = Math.ceil(pagesOf(gone!) / (1 + below(2)));
    gone!.end = Number(gone!.start) + cut * PAGE;
    index.remove(gone!, cut);
  }
  for (let round = 0; round < 200; round++) {
    const from = below(550);
    const to = from + 1 + below(40);
    const met = new Set<VmRegion>();
    index.visit(from, to, (region) => met.add(region as VmRegion));
    const wanted = regions.filter((region) =>
      Number(region.pgoff) < to && Number(region.pgoff) + pagesOf(region) > from
    );
    assertEquals(wanted.filter((region) => !met.has(region)), []);
    assertEquals([...met].filter((region) => !regions.includes(region)), []);
  }
});
