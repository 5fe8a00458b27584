/** The mappings that were found last, which are looked at first. */
import { PAGE } from "../files.ts";
import type { NaiveState } from "./state.ts";
import type { NaiveVma } from "./types.ts";

/**
 * The first mapping that fits: among those found last, which lie in places that
 * the pages of the addresses choose, and then among all.
 */
export function findFirst(
  { processes, found, release: { foundPlaces, foundFromPage } }: NaiveState,
  process: number,
  address: number,
  fits: (vma: NaiveVma) => boolean,
): NaiveVma | undefined {
  const places = found[process]!;
  const own = address / PAGE % foundPlaces;
  const order = [0, 1, 2, 3].slice(0, foundPlaces)
    .map((i) => foundFromPage ? (own + i) % foundPlaces : i);
  for (const place of order) {
    const vma = places.get(place);
    if (vma !== undefined && fits(vma)) return vma;
  }
  const vma = processes[process]!.find(fits);
  if (vma !== undefined) places.set(own, vma);
  return vma;
}

/** A mapping leaves its place: if it was found last, all that is forgotten. */
export function forget({ found }: NaiveState, vma: NaiveVma): void {
  for (const places of found) {
    if ([...places.values()].includes(vma)) places.clear();
  }
}
