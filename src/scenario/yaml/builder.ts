/**
 * Builds plain values and their places from the events of the parser.
 *
 * @module
 */
import type { Problems } from "../problems.ts";
import { didYouMean } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import {
  type AliasEvent,
  type Event,
  EVENT_ID,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from "./js_yaml.ts";
import type { Piece } from "./split.ts";
import type { Place, YamlDocument, YamlValue } from "./value.ts";

/** Most values of one document, keys included, and those behind aliases too. */
const MOST_NODES = 100_000;

/** A value with a name, and the number of values in it. */
interface Anchored {
  readonly value: YamlValue;
  readonly place: Place;
  readonly count: number;
}

class TooManyNodes extends Error {}

/** Builds the documents of one piece of a text, one value after the other. */
export class DocumentBuilder {
  readonly #events: readonly Event[];
  readonly #text: string;
  readonly #base: number;
  readonly #problems: Problems;
  #anchors: Map<string, Anchored | undefined> | undefined;
  #next = 0;
  #count = 0;
  /** Place of the value that was read last. */
  #place: Place = 0;

  /** Makes the builder for the events of a piece. */
  constructor(events: readonly Event[], piece: Piece, problems: Problems) {
    this.#events = events;
    this.#text = piece.text;
    this.#base = piece.at;
    this.#problems = problems;
  }

  /** The documents that are not empty and have no problems. */
  documents(): YamlDocument[] {
    const documents: YamlDocument[] = [];
    try {
      while (this.#next < this.#events.length) {
        this.#next++;
        this.#anchors = undefined;
        this.#count = 0;
        const before = this.#problems.count;
        const value = this.#readNode(this.#base);
        this.#next++;
        if (value === null || this.#problems.count > before) continue;
        documents.push({ value, place: this.#place });
      }
    } catch (error) {
      if (!(error instanceof TooManyNodes)) throw error;
    }
    return documents;
  }

  #counted(more: number, at: number): void {
    this.#count += more;
    if (this.#count <= MOST_NODES) return;
    this.#problems.add(at, `Document has more than ${MOST_NODES} values`);
    throw new TooManyNodes();
  }

  /** Reads the next value; `fallback` is the place of an empty one. */
  #readNode(fallback: number): YamlValue {
    const event = this.#events[this.#next++]!;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#readScalar(event, fallback);
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        return this.#readCollection(event);
      case EVENT_ID.ALIAS:
        return this.#readAlias(event);
      default:
        throw new RangeError(`Unexpected event ${event.type}`);
    }
  }

  #readScalar(event: ScalarEvent, fallback: number): YamlValue {
    const at = scalarOffset(event, this.#base, fallback);
    this.#counted(1, at);
    if (event.tagStart >= 0) this.#refuseTag(event);
    const value = scalarValue(this.#text, event);
    this.#place = at;
    if (event.anchorStart >= 0) this.#anchor(event, value, 1);
    return value;
  }

  #readCollection(event: MappingEvent | SequenceEvent): YamlValue {
    const before = this.#count;
    const at = this.#base + event.start;
    this.#counted(1, at);
    if (event.tagStart >= 0) this.#refuseTag(event);
    const anchored = event.anchorStart >= 0;
    if (anchored) this.#names().set(this.#nameOf(event), undefined);
    const value = event.type === EVENT_ID.MAPPING
      ? this.#readMapping(at)
      : this.#readList(at);
    if (anchored) this.#anchor(event, value, this.#count - before);
    return value;
  }

  #readMapping(at: number): YamlValue {
    const events = this.#events;
    const value: { [key: string]: YamlValue } = {};
    const keys: Record<string, number> = {};
    const values: Record<string, Place> = {};
    while (events[this.#next]!.type !== EVENT_ID.POP) {
      const key = this.#readNode(at);
      const place = this.#place;
      const keyAt = typeof place === "number" ? place : place.at;
      const entry = this.#readNode(keyAt);
      const name = this.#keyName(key, keyAt);
      if (name === undefined) continue;
      if (Object.hasOwn(keys, name)) {
        this.#problems.add(keyAt, `Key ${quote(name)} is given twice`);
        continue;
      }
      value[name] = entry;
      keys[name] = keyAt;
      values[name] = this.#place;
    }
    this.#next++;
    this.#place = { at, keys, values };
    return value;
  }

  #readList(at: number): YamlValue {
    const value: YamlValue[] = [];
    const items: Place[] = [];
    while (this.#events[this.#next]!.type !== EVENT_ID.POP) {
      value.push(this.#readNode(at));
      items.push(this.#place);
    }
    this.#next++;
    this.#place = { at, items };
    return value;
  }

  #readAlias(event: AliasEvent): YamlValue {
    const at = this.#base + event.anchorStart - 1;
    const name = this.#nameOf(event);
    const anchored = this.#anchors?.get(name);
    if (anchored !== undefined) {
      this.#counted(anchored.count, at);
      this.#place = anchored.place;
      return anchored.value;
    }
    this.#counted(1, at);
    this.#problems.add(
      at,
      this.#names().has(name)
        ? `Alias ${quote(name)} stands inside the value that it names`
        : `Unknown alias ${quote(name)}${
          didYouMean(name, this.#names().keys())
        }`,
    );
    this.#place = at;
    return null;
  }

  #keyName(key: YamlValue, at: number): string | undefined {
    const problem = keyProblem(key);
    if (problem === undefined) return key as string;
    this.#problems.add(at, problem);
    return undefined;
  }

  #names(): Map<string, Anchored | undefined> {
    return this.#anchors ??= new Map();
  }

  #nameOf(event: { anchorStart: number; anchorEnd: number }): string {
    return this.#text.slice(event.anchorStart, event.anchorEnd);
  }

  #anchor(
    event: { anchorStart: number; anchorEnd: number },
    value: YamlValue,
    count: number,
  ): void {
    const place = this.#place;
    this.#names().set(this.#nameOf(event), { value, place, count });
  }

  #refuseTag(event: { tagStart: number; tagEnd: number }): void {
    const tag = this.#text.slice(event.tagStart, event.tagEnd);
    this.#problems.add(
      this.#base + event.tagStart,
      `Tag ${quote(tag)} is not supported`,
    );
  }
}

/** What is wrong with a key, if something is. */
function keyProblem(key: YamlValue): string | undefined {
  if (Array.isArray(key) && key.every((item) => typeof item === "string")) {
    return `A key must be text, such as ${quote(key.join(", "))}, not a list`;
  }
  if (typeof key !== "string") return "A key must be text";
  switch (key) {
    case "<<":
      return "Merge keys ('<<') are not supported";
    case "__proto__":
    case "constructor":
    case "prototype":
      return `Key ${quote(key)} is not allowed`;
    default:
      return undefined;
  }
}

function scalarOffset(
  event: ScalarEvent,
  base: number,
  fallback: number,
): number {
  if (event.valueStart < 0) return fallback;
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED ||
    event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return base + event.valueStart - (quoted ? 1 : 0);
}

function scalarValue(text: string, event: ScalarEvent): string | null {
  if (event.style !== SCALAR_STYLE.PLAIN) return getScalarValue(text, event);
  if (event.valueStart < 0) return null;
  const value = event.fast
    ? text.slice(event.valueStart, event.valueEnd)
    : getScalarValue(text, event);
  return value === "" || value === "~" ? null : value;
}
