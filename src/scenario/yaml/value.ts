/**
 * Plain values of a YAML document, and where they stand.
 *
 * Every scalar is its text: what it means is for the schema to say, so that
 * numbers stay exact and `no` stays a word.
 *
 * @module
 */

/** A scalar's text, nothing (an empty plain scalar or `~`), a list, a map. */
export type YamlValue =
  | string
  | null
  | YamlValue[]
  | { [key: string]: YamlValue };

/** Where the entries of a mapping stand. */
export interface MappingPlace {
  /** Offset of its start. */
  readonly at: number;
  /** Offset of each key. */
  readonly keys: Record<string, number>;
  /** Place of each value. */
  readonly values: Record<string, Place>;
}

/** Where the items of a list stand. */
export interface ListPlace {
  /** Offset of its start. */
  readonly at: number;
  /** Place of each item. */
  readonly items: readonly Place[];
}

/** Where a value stands; of a scalar only the offset is known. */
export type Place = number | MappingPlace | ListPlace;

/** A document that is not empty. */
export interface YamlDocument {
  /** What it says. */
  readonly value: YamlValue;
  /** Where it says it. */
  readonly place: Place;
}

/** Offset of a value. */
export function offsetOf(place: Place): number {
  return typeof place === "number" ? place : place.at;
}

/** Place of the value of a key, or of the mapping if there is no such key. */
export function valuePlace(place: Place, key: string): Place {
  if (typeof place === "number" || !("values" in place)) return place;
  return Object.hasOwn(place.values, key) ? place.values[key]! : place.at;
}

/** Offset of a key, or of the mapping if there is no such key. */
export function keyOffset(place: Place, key: string): number {
  if (typeof place === "number" || !("keys" in place)) return offsetOf(place);
  return Object.hasOwn(place.keys, key) ? place.keys[key]! : place.at;
}

/** Place of an item of a list. */
export function itemPlace(place: Place, index: number): Place {
  if (typeof place === "number" || !("items" in place)) return place;
  return place.items[index] ?? place.at;
}

/** The place as that of a mapping, without entries if it is none. */
export function mappingPlace(place: Place): MappingPlace {
  if (typeof place !== "number" && "keys" in place) return place;
  return { at: offsetOf(place), keys: {}, values: {} };
}

/**
 * Gives an entry of a mapping, and of its place, another key; without one, or
 * if the mapping has that key already, the entry is taken out.
 */
export function renameKey(
  mapping: { [key: string]: YamlValue },
  place: Place,
  from: string,
  to?: string,
): void {
  if (!Object.hasOwn(mapping, from)) return;
  const { keys, values } = mappingPlace(place);
  if (to !== undefined && !Object.hasOwn(mapping, to)) {
    mapping[to] = mapping[from]!;
    keys[to] = keys[from]!;
    values[to] = values[from]!;
  }
  delete mapping[from];
  delete keys[from];
  delete values[from];
}
