/** Unmapping. */
import { PAGE } from "../files.ts";
import { findFirst, forget } from "./found.ts";
import type { NaiveState } from "./state.ts";
import { type NaiveRegion, type NaiveVma, pagesOf, sortVmas } from "./types.ts";

/** Unmaps a range; answers an errno if it does not. */
export function munmap(
  state: NaiveState,
  process: number,
  start: number,
  length: number,
): string | undefined {
  const bytes = state.release.rounds ? pagesOf(length) * PAGE : length;
  if (bytes === 0) return "EINVAL";
  const end = start + bytes;
  const found = candidates(state, process, start, end);
  const vma = found[0];
  if (vma === undefined) return "EINVAL";
  if (vma.file !== undefined) {
    for (const each of found) {
      if (start > each.start) return "EINVAL";
      if (end === each.end) return remove(state, process, each);
    }
    return "EINVAL";
  }
  if (start === vma.start && end === vma.end) {
    return remove(state, process, vma);
  }
  if (start < vma.start || end > vma.end) return "EINVAL";
  if (start % PAGE !== 0) return "EINVAL";
  if (end !== vma.end && end % PAGE !== 0) return "EINVAL";
  if (start !== vma.start && end !== vma.end) {
    split(state, process, vma, start);
  }
  forget(state, vma);
  cut(state, vma, start, end);
  sortVmas(state.processes[process]!);
  return undefined;
}

/** The mappings that a call with this range looks at. */
function candidates(
  state: NaiveState,
  process: number,
  start: number,
  end: number,
): NaiveVma[] {
  const vmas = state.processes[process]!;
  if (state.release.maple) {
    return vmas.filter((vma) => vma.start < end && start < vma.known);
  }
  const first = findFirst(
    state,
    process,
    start,
    (vma) => vma.start <= start && start < vma.end,
  );
  return first === undefined ? [] : vmas.slice(vmas.indexOf(first));
}

/** What lies below the address becomes a mapping of its own. */
function split(
  { processes, regions }: NaiveState,
  process: number,
  vma: NaiveVma,
  start: number,
): void {
  const { region } = vma;
  const pages = (start - vma.start) / PAGE;
  const lower: NaiveRegion = { ...region, end: start, top: start };
  processes[process]!.push({ ...vma, end: start, known: start, region: lower });
  regions.push(lower);
  region.start = vma.start = start;
  region.pgoff += pages;
  vma.pgoff += pages;
}

/** Cuts off one end of a mapping. */
function cut(
  { memory, release, hazards }: NaiveState,
  vma: NaiveVma,
  start: number,
  end: number,
): void {
  const { region } = vma;
  const tail = start > vma.start;
  // Behind its end the tree keeps what it did not know to be gone.
  const keepsRest = release.maple && vma.known > vma.end;
  if (keepsRest && (tail || release.entersAgain)) {
    hazards.add("vma-twice-in-tree");
  }
  if (tail) {
    vma.end = vma.known = start;
    memory.give(start, region.top);
    region.top = region.end = start;
  } else {
    vma.start = end;
    memory.give(start, end);
    region.start = end;
  }
}

function remove(
  state: NaiveState,
  process: number,
  vma: NaiveVma,
): undefined {
  const { processes, regions, memory } = state;
  forget(state, vma);
  const vmas = processes[process]!;
  vmas.splice(vmas.indexOf(vma), 1);
  const { region } = vma;
  if (--region.usage > 0) return;
  regions.splice(regions.indexOf(region), 1);
  if (region.copied) memory.give(region.start, region.top);
}

/** The process exits. */
export function exit(state: NaiveState, process: number): void {
  const vmas = state.processes[process]!;
  while (vmas.length > 0) remove(state, process, vmas[0]!);
}
