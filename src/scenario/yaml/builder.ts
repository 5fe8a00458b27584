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

/** Most values of one document, those behind aliases counted again. */
export const MOST_NODES = 100_000;

interface Node {
  readonly value: YamlValue;
  readonly place: Place;
}

/** A node with a name, and the number of values in it. */
interface Anchored extends Node {
  readonly count: number;
}

/** Builds the documents of a list of events. */
export interface Builder {
  /** The documents that are not empty. */
  documents(): Generator<YamlDocument>;
}

class TooManyNodes extends Error {}

/** Makes the builder for the events of one piece of a text. */
export function createBuilder(
  events: readonly Event[],
  piece: Piece,
  problems: Problems,
): Builder {
  const { text } = piece;
  const base = piece.at;
  let next = 0;
  let count = 0;
  let anchors = new Map<string, Anchored | undefined>();

  function counted(more: number, at: number): void {
    count += more;
    if (count <= MOST_NODES) return;
    problems.add(at, `Document has more than ${MOST_NODES} values`);
    throw new TooManyNodes();
  }

  function readNode(fallback: number): Node {
    const event = events[next++]!;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return readScalar(event, fallback);
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        return readCollection(event);
      case EVENT_ID.ALIAS:
        return readAlias(event);
      default:
        throw new RangeError(`Unexpected event ${event.type}`);
    }
  }

  function readScalar(event: ScalarEvent, fallback: number): Node {
    const at = scalarOffset(event, fallback);
    counted(1, at);
    if (event.tagStart >= 0) refuseTag(event);
    const node = { value: scalarValue(text, event), place: at };
    if (event.anchorStart >= 0) {
      anchors.set(anchorName(event), { ...node, count: 1 });
    }
    return node;
  }

  function readCollection(event: MappingEvent | SequenceEvent): Node {
    const before = count;
    const at = base + event.start;
    counted(1, at);
    if (event.tagStart >= 0) refuseTag(event);
    const anchored = event.anchorStart >= 0;
    if (anchored) anchors.set(anchorName(event), undefined);
    const node = event.type === EVENT_ID.MAPPING
      ? readMapping(at)
      : readList(at);
    if (anchored) {
      anchors.set(anchorName(event), { ...node, count: count - before });
    }
    return node;
  }

  function readMapping(at: number): Node {
    const value: { [key: string]: YamlValue } = {};
    const keys: Record<string, number> = {};
    const values: Record<string, Place> = {};
    while (events[next]!.type !== EVENT_ID.POP) {
      const key = readNode(at);
      const keyAt = typeof key.place === "number" ? key.place : key.place.at;
      const entry = readNode(keyAt);
      const name = keyName(key.value, keyAt);
      if (name === undefined) continue;
      if (Object.hasOwn(keys, name)) {
        problems.add(keyAt, `Key ${quote(name)} is given twice`);
        continue;
      }
      value[name] = entry.value;
      keys[name] = keyAt;
      values[name] = entry.place;
    }
    next++;
    return { value, place: { at, keys, values } };
  }

  function keyName(key: YamlValue, at: number): string | undefined {
    if (typeof key !== "string") {
      problems.add(at, "A key must be text");
      return undefined;
    }
    if (key === "<<") {
      problems.add(at, "Merge keys ('<<') are not supported");
      return undefined;
    }
    if (key === "__proto__" || key === "constructor" || key === "prototype") {
      problems.add(at, `Key ${quote(key)} is not allowed`);
      return undefined;
    }
    return key;
  }

  function readList(at: number): Node {
    const value: YamlValue[] = [];
    const items: Place[] = [];
    while (events[next]!.type !== EVENT_ID.POP) {
      const item = readNode(at);
      value.push(item.value);
      items.push(item.place);
    }
    next++;
    return { value, place: { at, items } };
  }

  function readAlias(event: AliasEvent): Node {
    const at = base + event.anchorStart - 1;
    const name = anchorName(event);
    const anchored = anchors.get(name);
    if (anchored !== undefined) {
      counted(anchored.count, at);
      return anchored;
    }
    problems.add(
      at,
      anchors.has(name)
        ? `Alias ${quote(name)} stands inside the value that it names`
        : `Unknown alias ${quote(name)}${didYouMean(name, anchors.keys())}`,
    );
    counted(1, at);
    return { value: null, place: at };
  }

  function anchorName(
    event: { anchorStart: number; anchorEnd: number },
  ): string {
    return text.slice(event.anchorStart, event.anchorEnd);
  }

  function refuseTag(event: { tagStart: number; tagEnd: number }): void {
    const tag = text.slice(event.tagStart, event.tagEnd);
    problems.add(base + event.tagStart, `Tag ${quote(tag)} is not supported`);
  }

  function scalarOffset(event: ScalarEvent, fallback: number): number {
    if (event.valueStart < 0) return fallback;
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED ||
      event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    return base + event.valueStart - (quoted ? 1 : 0);
  }

  function* documents(): Generator<YamlDocument> {
    while (next < events.length) {
      next++;
      anchors = new Map();
      count = 0;
      const before = problems.count;
      try {
        const document = readNode(base);
        next++;
        const empty = document.value === null;
        if (!empty && problems.count === before) yield document;
      } catch (error) {
        if (!(error instanceof TooManyNodes)) throw error;
        return;
      }
    }
  }

  return { documents };
}

function scalarValue(text: string, event: ScalarEvent): string | null {
  if (event.style !== SCALAR_STYLE.PLAIN) return getScalarValue(text, event);
  if (event.valueStart < 0) return null;
  const value = event.fast
    ? text.slice(event.valueStart, event.valueEnd)
    : getScalarValue(text, event);
  return value === "" || value === "~" ? null : value;
}
