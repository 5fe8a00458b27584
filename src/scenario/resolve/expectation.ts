/**
 * The expectation of a step, with its names looked up.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import type { ExpectationDocument, FlagsDocument } from "../schema/expect.ts";
import { didYouMean } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import type {
  AccountingExpectation,
  Expectation,
  ExpectationKey,
  FlagsExpectation,
  OperationKind,
  RegionExpectation,
} from "../types.ts";
import {
  itemPlace,
  keyOffset,
  mappingPlace,
  offsetOf,
  type Place,
  valuePlace,
} from "../yaml/value.ts";
import { resolveCalls } from "./calls.ts";
import { resolveExpectedBytes } from "./contents.ts";
import { checkWord, findLabel, resolveAddress, type Scope } from "./scope.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Keys that speak of a mapping, so that the call must succeed. */
const OF_MAPPING: readonly ExpectationKey[] = [
  "address",
  "length",
  "backing",
  "vm_flags",
  "region",
  "shares",
  "bytes",
];

/** The step that an expectation belongs to. */
export interface ExpectingStep {
  /** Its number; labels of it and of earlier steps can be used. */
  readonly step: number;
  /** What it does. */
  readonly kind: OperationKind;
}

/** Looks up the names of one expectation and checks that it is possible. */
export function resolveExpectation(
  document: ExpectationDocument,
  place: Place,
  { step, kind }: ExpectingStep,
  scope: Scope,
): Expectation {
  const keys = typeof place === "number"
    ? shortKeys(document, place)
    : mappingPlace(place).keys;
  checkMappingKeys(document, place, kind, scope);
  checkIds(document, place, scope);
  const expectation: Mutable<Expectation> = { at: offsetOf(place), keys };
  const at = (key: ExpectationKey) => offsetOf(valuePlace(place, key));
  const next = step + 1;
  if (document.errno !== undefined) expectation.errno = document.errno;
  if (document.address !== undefined) {
    expectation.address = resolveAddress(
      document.address,
      at("address"),
      next,
      scope,
    );
  }
  if (document.length !== undefined) {
    expectation.length = checkWord(document.length, at("length"), scope);
  }
  if (document.backing !== undefined) expectation.backing = document.backing;
  if (document.vm_flags !== undefined) {
    expectation.vmFlags = resolveFlags(document.vm_flags, at("vm_flags"));
  }
  if (document.region !== undefined) {
    const inner = valuePlace(place, "region");
    expectation.region = resolveRegion(document.region, inner, next, scope);
  }
  if (document.shares !== undefined) {
    expectation.shares = findLabel(document.shares, at("shares"), step, scope);
  }
  if (document.calls !== undefined) {
    const inner = valuePlace(place, "calls");
    expectation.calls = resolveCalls(document.calls, inner, next, scope);
  }
  if (document.bytes !== undefined) {
    const inner = valuePlace(place, "bytes");
    expectation.bytes = resolveExpectedBytes(document.bytes, inner);
  }
  if (document.maps !== undefined) expectation.maps = document.maps;
  if (document.region_maps !== undefined) {
    expectation.regionMaps = document.region_maps;
  }
  if (document.accounting !== undefined) {
    const inner = valuePlace(place, "accounting");
    expectation.accounting = resolveAccounting(document.accounting, inner);
  }
  if (document.messages !== undefined) {
    expectation.messages = document.messages;
  }
  if (document.reason !== undefined) expectation.reason = document.reason;
  if (document.hazard !== undefined) expectation.hazard = document.hazard;
  return expectation;
}

/** Keys of `expect: ok`, `expect: ENODEV` or `expect: direct`. */
function shortKeys(
  document: ExpectationDocument,
  at: number,
): Expectation["keys"] {
  return document.errno === undefined ? { backing: at } : { errno: at };
}

function checkMappingKeys(
  document: ExpectationDocument,
  place: Place,
  kind: OperationKind,
  scope: Scope,
): void {
  const maps = kind === "mmap" || kind === "mremap";
  for (const key of OF_MAPPING) {
    if (document[key as keyof ExpectationDocument] === undefined) continue;
    if (!maps && !(kind === "load" && key === "bytes")) {
      scope.problems.add(
        keyOffset(place, key),
        `Key ${quote(key)} of expect says something about a mapping, and ` +
          `${kind} makes none`,
      );
    } else if (document.errno) {
      scope.problems.add(
        keyOffset(place, key),
        `Key ${quote(key)} of expect cannot stand beside errno ` +
          `${errnoName(document.errno)}: a call that fails makes no mapping`,
      );
    }
  }
}

function checkIds(
  document: ExpectationDocument,
  place: Place,
  scope: Scope,
): void {
  const { reasons, hazards } = scope.known;
  const { reason, hazard } = document;
  if (reason !== undefined) {
    const at = offsetOf(valuePlace(place, "reason"));
    checkId("reason", reason, at, reasons, scope);
  }
  const list = valuePlace(place, "hazard");
  hazard?.forEach((id, index) =>
    checkId("hazard", id, offsetOf(itemPlace(list, index)), hazards, scope)
  );
}

/** Checks an id against the known ones, if they are known. */
export function checkId(
  what: "reason" | "hazard",
  id: string,
  at: number,
  known: ReadonlySet<string> | undefined,
  scope: Scope,
): void {
  if (known === undefined || known.has(id)) return;
  scope.problems.add(
    at,
    `Unknown ${what} ${quote(id)}${didYouMean(id, known)}`,
  );
}

function resolveFlags(document: FlagsDocument, at: number): FlagsExpectation {
  return { at, ...document };
}

function resolveRegion(
  document: NonNullable<ExpectationDocument["region"]>,
  place: Place,
  before: number,
  scope: Scope,
): RegionExpectation {
  const region: Mutable<RegionExpectation> = {
    at: offsetOf(place),
    keys: mappingPlace(place).keys,
  };
  for (const key of ["start", "end", "top"] as const) {
    const value = document[key];
    if (value === undefined) continue;
    const at = offsetOf(valuePlace(place, key));
    region[key] = resolveAddress(value, at, before, scope);
  }
  if (document.pgoff !== undefined) {
    const at = offsetOf(valuePlace(place, "pgoff"));
    region.pgoff = checkWord(document.pgoff, at, scope);
  }
  if (document.usage !== undefined) region.usage = document.usage;
  if (document.flags !== undefined) {
    const at = offsetOf(valuePlace(place, "flags"));
    region.flags = resolveFlags(document.flags, at);
  }
  return region;
}

function resolveAccounting(
  document: NonNullable<ExpectationDocument["accounting"]>,
  place: Place,
): AccountingExpectation {
  const {
    pages,
    total_vm: totalVm,
    free_pages: freePages,
    map_count: mapCount,
  } = document;
  return {
    at: offsetOf(place),
    keys: mappingPlace(place).keys,
    ...(pages !== undefined && { pages }),
    ...(totalVm !== undefined && { totalVm }),
    ...(freePages !== undefined && { freePages }),
    ...(mapCount !== undefined && { mapCount }),
  };
}
