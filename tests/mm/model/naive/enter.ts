/** A new mapping comes into being. */
import { FILES } from "../files.ts";
import type { NaiveState } from "./state.ts";
import {
  type NaiveRegion,
  type NaiveRequest,
  type NaiveVma,
  sortVmas,
} from "./types.ts";

/** Gives the process a view of the region. */
export function enter(
  { processes, release, hazards }: NaiveState,
  { process, file, pgoff, shared }: NaiveRequest,
  region: NaiveRegion,
  start: number,
  length: number,
): NaiveVma {
  const end = start + length;
  const vmas = processes[process]!;
  if (
    release.maple &&
    vmas.some((other) => other.start < end && start < other.known)
  ) hazards.add("overlap");
  const vma: NaiveVma = {
    start,
    end,
    known: end,
    pgoff,
    region,
    file: FILES[file],
    shared,
  };
  vmas.push(vma);
  sortVmas(vmas);
  return vma;
}
