import { assertEquals } from "@std/assert";
import { MEMORY } from "../../../src/referee/target/machine.ts";
import * as layout from "../../../src/referee/mmu/layout.ts";
import { groupedNumbers, headerNumbers } from "../header_numbers.ts";

Deno.test("layout.ts has the numbers of kernel/mmu.h, and all of them", () => {
  const ours = new Map(groupedNumbers(layout));
  assertEquals(
    [...headerNumbers("mmu.h")].sort(),
    [...ours].sort(),
  );
});

Deno.test("the area of kernel/mmu.h holds all that the host puts there", () => {
  const { area, plan, results, window } = MEMORY;
  assertEquals(layout.MMU_AREA.BASE, area.base);
  for (const range of [area, plan, results, window]) {
    const end = range.base + range.size;
    assertEquals(end <= layout.MMU_AREA.END, true);
    assertEquals(range.base >= layout.MMU_AREA.BASE, true);
  }
  assertEquals(layout.MMU_FLASH.BASE, window.base);
  assertEquals(layout.MMU_FLASH.END, window.base + window.size);
});
