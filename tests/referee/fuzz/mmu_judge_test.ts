import { assertEquals } from "@std/assert";
import { mmuExpectation } from "../../../src/referee/fuzz/mmu_judge.ts";
import type { MmuPlanStep } from "../../../src/referee/judge_mmu/plan.ts";

const MAP: MmuPlanStep = {
  operation: "mmap",
  address: 0x1000_1000,
  length: 4096,
  prot: 1,
  flags: 2,
  file: 0,
  offset: 0,
};

function vma(range: string, flags: string) {
  const line = `${range} r--p 00000000 1f:00 92 /f0`;
  return { line, image: 0, path: "/f0", flags: `VmFlags: ${flags}` };
}

Deno.test("the VMA at the address tells the decision", () => {
  for (
    const [flags, decision] of [
      ["rd mr mw me pf io de dd", "pfnmap"],
      ["rd mr mw me mm", "mixedmap"],
      ["rd mr mw me", "normal"],
    ] as const
  ) {
    const vmas = [
      vma("10000000-10001000", "rd"),
      vma("10001000-10002000", flags),
    ];
    assertEquals(
      mmuExpectation(MAP, { value: MAP.address, messages: [], vmas }),
      { decision, vm_flags: flags },
    );
  }
});

Deno.test("what is unmapped is no more than ok, what fails its errno", () => {
  const vmas = [vma("10000000-10001000", "rd")];
  const unmap = { ...MAP, operation: "munmap" } as const;
  assertEquals(mmuExpectation(unmap, { value: 0, messages: [], vmas }), "ok");
  assertEquals(
    mmuExpectation(MAP, { errno: 22, messages: [], vmas }),
    "EINVAL",
  );
});

Deno.test("a changed protection shows in the flags alone", () => {
  const vmas = [vma("10001000-10002000", "rd ex mr mw me")];
  const protect = { ...MAP, operation: "mprotect" } as const;
  assertEquals(
    mmuExpectation(protect, { value: 0, messages: [], vmas }),
    { vm_flags: "rd ex mr mw me" },
  );
});
