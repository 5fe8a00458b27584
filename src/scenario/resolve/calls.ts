/**
 * Expected calls of a driver's operations, with their names looked up.
 *
 * @module
 */
import type { CallDocument } from "../schema/call.ts";
import { readAnyFlags } from "../schema/value.ts";
import { quote } from "../text/quote.ts";
import { ValueError } from "../text/value_error.ts";
import type { CallExpectation, CallKey, DriverOperation } from "../types.ts";
import {
  itemPlace,
  mappingPlace,
  offsetOf,
  type Place,
  valuePlace,
} from "../yaml/value.ts";
import { checkWord, findPlace, resolveAddress, type Scope } from "./scope.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const ALWAYS: readonly CallKey[] = ["operation", "file", "result"];
const OF_MMAP: readonly CallKey[] = [
  ...ALWAYS,
  "start",
  "end",
  "pgoff",
  "flags",
];
const OF_READ: readonly CallKey[] = [...ALWAYS, "position", "count"];

/** What can be said about a call of each operation. */
const KEYS: Readonly<Record<DriverOperation, readonly CallKey[]>> = {
  mmap_capabilities: ALWAYS,
  get_unmapped_area: [...ALWAYS, "address", "length", "pgoff", "flags"],
  mmap: OF_MMAP,
  mmap_prepare: OF_MMAP,
  read_iter: OF_READ,
  read: OF_READ,
};

/** Looks up the names of all calls; labels of steps before `before` count. */
export function resolveCalls(
  documents: readonly CallDocument[],
  place: Place,
  before: number,
  scope: Scope,
): CallExpectation[] {
  return documents.map((document, index) =>
    resolveCall(document, itemPlace(place, index), before, scope)
  );
}

function resolveCall(
  document: CallDocument,
  place: Place,
  before: number,
  scope: Scope,
): CallExpectation {
  const { operation } = document;
  const call: Mutable<CallExpectation> = {
    at: offsetOf(place),
    keys: typeof place === "number"
      ? { operation: place }
      : mappingPlace(place).keys,
    operation,
  };
  checkKeys(operation, place, scope);
  const at = (key: CallKey) => offsetOf(valuePlace(place, key));
  if (document.file !== undefined) {
    call.file = findPlace("file", document.file, at("file"), scope);
  }
  if (document.result !== undefined) {
    const { result } = document;
    call.result = "errno" in result ? result : {
      value: resolveAddress(result.value, at("result"), before, scope),
    };
  }
  for (const key of ["address", "start", "end"] as const) {
    const value = document[key];
    if (value === undefined) continue;
    call[key] = resolveAddress(value, at(key), before, scope);
  }
  for (const key of ["length", "pgoff", "count"] as const) {
    const value = document[key];
    if (value !== undefined) call[key] = checkWord(value, at(key), scope);
  }
  if (document.position !== undefined) call.position = document.position;
  if (document.flags !== undefined) {
    try {
      const kind = operation === "get_unmapped_area" ? "map" : "vm";
      call.flags = readAnyFlags(document.flags, kind);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      scope.problems.add(at("flags"), error.message);
    }
  }
  return call;
}

function checkKeys(
  operation: DriverOperation,
  place: Place,
  scope: Scope,
): void {
  const { keys } = mappingPlace(place);
  const allowed = KEYS[operation];
  for (const key of Object.keys(keys) as CallKey[]) {
    if (allowed.includes(key)) continue;
    scope.problems.add(
      keys[key]!,
      `Key ${
        quote(key)
      } does not belong to a call of ${operation}; known are ` +
        allowed.join(", "),
    );
  }
}
