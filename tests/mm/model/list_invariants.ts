/** What holds in a kernel before regions after every call, and what both agree on. */
import { assert, assertEquals } from "@std/assert";
import type { ListWorld } from "../../../src/mm/list/list_world.ts";
import type { ListWorldProcess } from "../../../src/mm/list/process.ts";
import type { NaiveListKernel } from "./naive_list/kernel.ts";

/** Checks the engine by itself, then against the naive kernel. */
export function checkListInvariants(
  engine: ListWorld,
  processes: readonly ListWorldProcess[],
  naive: NaiveListKernel,
): void {
  const { machine } = engine;
  const vmas = [...machine.tree.vmas];
  const lists = processes.map(({ list }) => {
    const found = [];
    for (let at = list; at !== null; at = at.next) found.push(at.vma);
    return found;
  });
  for (const vma of vmas) {
    const users = lists.flat().filter((used) => used === vma);
    assertEquals(vma.usage, users.length, "usage");
  }
  for (const vma of lists.flat()) assert(vmas.includes(vma), "lost VMA");
  assertEquals(
    vmas.map(({ start, end, pgoff }) => ({ start, end, pgoff }))
      .sort((a, b) => a.start - b.start || a.end - b.end),
    naive.vmas.map(({ start, end, pgoff }) => ({ start, end, pgoff })),
    "VMAs",
  );
  assertEquals(machine.realalloc, naive.allocated, "bytes allocated");
  for (const vma of naive.vmas) {
    const expected = naive.shown(vma);
    const bytes = engine.memory.read(vma.start, expected.length);
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] !== expected[i]) {
        throw new Error(
          `Byte ${i} of ${vma.file?.name} is ${bytes[i]}, expected ${
            expected[i]
          }`,
        );
      }
    }
  }
}
