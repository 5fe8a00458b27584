/** Resizing. */
import { PAGE } from "../files.ts";
import { findFirst } from "./found.ts";
import type { NaiveState } from "./state.ts";
import { pagesOf, sortVmas } from "./types.ts";

/** Resizes a mapping inside its memory; answers an errno if it does not. */
export function mremap(
  state: NaiveState,
  process: number,
  address: number,
  oldLength: number,
  newLength: number,
): string | undefined {
  const { release } = state;
  const round = (bytes: number) =>
    release.rounds ? pagesOf(bytes) * PAGE : bytes;
  const [before, after] = [round(oldLength), round(newLength)];
  if (before === 0 || after === 0 || address % PAGE !== 0) return "EINVAL";
  const end = address + before;
  const vmas = state.processes[process]!;
  const vma = release.maple
    ? vmas.find(({ start, known }) => start <= address && address < known)
    : findFirst(
      state,
      process,
      address,
      (vma) => vma.start === address && vma.end === end,
    );
  if (vma?.start !== address || vma.end !== end) return "EINVAL";
  const { region, shared, file } = vma;
  if (file !== undefined && (shared || region.shareable)) return "EPERM";
  if (after > region.end - region.start) return "ENOMEM";
  vma.end = address + after;
  sortVmas(vmas);
  return undefined;
}
