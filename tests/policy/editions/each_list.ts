import { LINUX_2_6_11 } from "../../../src/policy/editions/linux_2_6_11.ts";
import { LIST_EDITIONS } from "../../../src/policy/editions/list_world.ts";
import type { ListEdition } from "../../../src/policy/list_edition.ts";
import { Lab } from "../../mm/list/lab.ts";

/** The editions before regions that know capabilities. */
export const WITH_CAPABILITIES: readonly ListEdition[] = LIST_EDITIONS.filter(
  (edition) => edition !== LINUX_2_6_11,
);

/** The editions up to this one. */
export function until(last: ListEdition): readonly ListEdition[] {
  return LIST_EDITIONS.slice(0, LIST_EDITIONS.indexOf(last) + 1);
}

/** The editions from this one on. */
export function from(first: ListEdition): readonly ListEdition[] {
  return LIST_EDITIONS.slice(LIST_EDITIONS.indexOf(first));
}

/** Checks each edition in a laboratory of its own. */
export function each(
  editions: readonly ListEdition[],
  check: (edition: ListEdition, lab: Lab) => void,
): void {
  for (const edition of editions) check(edition, new Lab(edition));
}
