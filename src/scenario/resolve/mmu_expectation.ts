/**
 * What a step with an MMU expects, with its places.
 *
 * @module
 */
import type { MmuExpectationDocument } from "../schema/mmu_expect.ts";
import type { MmuExpectation } from "../types.ts";
import {
  itemPlace,
  mappingPlace,
  offsetOf,
  type Place,
  valuePlace,
} from "../yaml/value.ts";
import { resolveExpectedBytes } from "./contents.ts";
import { checkId } from "./expectation.ts";
import type { Scope } from "./scope.ts";

/** Looks up the ids of one expectation. */
export function resolveMmuExpectation(
  document: MmuExpectationDocument,
  place: Place,
  scope: Scope,
): MmuExpectation {
  const { bytes, hazard, last_page_shared, vm_flags, ...same } = document;
  const keys = typeof place === "number"
    ? { [document.decision === undefined ? "errno" : "decision"]: place }
    : mappingPlace(place).keys;
  const list = valuePlace(place, "hazard");
  hazard?.forEach((id, index) =>
    checkId(
      "hazard",
      id,
      offsetOf(itemPlace(list, index)),
      scope.known.hazards,
      scope,
    )
  );
  return {
    at: offsetOf(place),
    keys,
    ...same,
    ...(last_page_shared !== undefined && {
      lastPageShared: last_page_shared,
    }),
    ...(vm_flags !== undefined && { vmFlags: vm_flags }),
    ...(hazard !== undefined && { hazard }),
    ...(bytes !== undefined && {
      bytes: resolveExpectedBytes(bytes, valuePlace(place, "bytes")),
    }),
  };
}
