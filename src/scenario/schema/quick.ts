/**
 * Reads what is right by a schema, quickly: only keys that are given are looked
 * at, and nothing is kept for messages. What is wrong is left to the library.
 *
 * @module
 */
import type { Schema } from "./kit.ts";
import { type GenericSchema, getGlobalConfig } from "./valibot.ts";

/** The answer for a value that is not as its schema says. */
export const WRONG: unique symbol = Symbol("wrong");

type Reader = (value: unknown) => unknown;

/** A schema, or an action in its pipe, with what those that occur here have. */
interface Node {
  readonly kind: "schema" | "transformation" | "validation" | "metadata";
  readonly type: string;
  readonly pipe?: readonly Node[];
  readonly entries: Readonly<Record<string, Node>>;
  readonly item: Node;
  readonly key: Node;
  readonly value: Node;
  readonly wrapped: Node;
  readonly getter: (input: unknown) => Node;
  readonly check: (value: unknown) => boolean;
  readonly requirement: (value: unknown) => boolean;
  readonly operation: (value: unknown) => unknown;
}

const known = new Map<Node, Reader>();

/**
 * A reader with the result of the schema, or {@linkcode WRONG} where the schema
 * has an issue.
 */
export function quickReader<T>(
  schema: Schema<T>,
): (value: unknown) => T | typeof WRONG {
  const reader = readerOf(schema as unknown as Node);
  return (value) => reader(value) as T | typeof WRONG;
}

function readerOf(node: Node): Reader {
  let reader = known.get(node);
  if (reader === undefined) {
    reader = node.pipe === undefined ? single(node) : piped(node.pipe);
    known.set(node, reader);
  }
  return reader;
}

function piped(items: readonly Node[]): Reader {
  const [first, second, third] = items;
  const isScalar = first!.type === "string" && first!.pipe === undefined &&
    second?.type === "transform" && third?.type === "check" &&
    items.slice(3).every(({ kind }) => kind === "metadata");
  if (isScalar) return scalarReader(second, third);
  const readers = items.flatMap((item, index) => {
    if (item.kind === "metadata") return [];
    return index === 0 && item.pipe === undefined
      ? single(item)
      : readerOf(item);
  });
  return readers.reduce((first, second) => (value) => {
    const result = first(value);
    return result === WRONG ? WRONG : second(result);
  });
}

/** Reads what nearly all values are, without a call for each item. */
function scalarReader(transform: Node, check: Node): Reader {
  const { operation } = transform;
  const { requirement } = check;
  return (value) => {
    if (typeof value !== "string") return WRONG;
    const result = operation(value);
    return requirement(result) ? result : WRONG;
  };
}

function single(node: Node): Reader {
  switch (node.type) {
    case "string":
      return (value) => typeof value === "string" ? value : WRONG;
    case "custom":
      return (value) => node.check(value) ? value : WRONG;
    case "check":
    case "raw_check":
      return (value) => node.requirement(value) ? value : WRONG;
    case "transform":
      return (value) => node.operation(value);
    case "exact_optional":
      return readerOf(node.wrapped);
    case "lazy":
      return (value) => readerOf(node.getter(value))(value);
    case "array":
      return listReader(readerOf(node.item));
    case "record":
      return recordReader(readerOf(node.key), readerOf(node.value));
    case "strict_object":
      return mappingReader(node.entries);
    default:
      return libraryReader(node as unknown as GenericSchema);
  }
}

function listReader(item: Reader): Reader {
  return (list) => {
    if (!Array.isArray(list)) return WRONG;
    const result: unknown[] = [];
    for (const value of list) {
      const read = item(value);
      if (read === WRONG) return WRONG;
      result.push(read);
    }
    return result;
  };
}

function recordReader(key: Reader, item: Reader): Reader {
  return (input) => {
    if (typeof input !== "object" || input === null) return WRONG;
    const result: Record<string, unknown> = {};
    for (const name of Object.keys(input)) {
      const readKey = key(name);
      const read = item((input as Record<string, unknown>)[name]);
      if (readKey === WRONG || read === WRONG) return WRONG;
      result[readKey as string] = read;
    }
    return result;
  };
}

function mappingReader(entries: Readonly<Record<string, Node>>): Reader {
  const readers = new Map<string, Reader>();
  const needed = Object.keys(entries).filter((key) =>
    entries[key]!.type !== "exact_optional"
  );
  const readerFor = (key: string): Reader | undefined => {
    const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
    if (entry === undefined) return undefined;
    const reader = readerOf(entry);
    readers.set(key, reader);
    return reader;
  };
  return (input) => {
    if (typeof input !== "object" || input === null) return WRONG;
    const result: Record<string, unknown> = {};
    for (const key in input) {
      const reader = readers.get(key) ?? readerFor(key);
      if (reader === undefined) return WRONG;
      const read = reader((input as Record<string, unknown>)[key]);
      if (read === WRONG) return WRONG;
      result[key] = read;
    }
    for (const key of needed) if (!(key in input)) return WRONG;
    return result;
  };
}

/** Runs what is not known here the way the library does. */
function libraryReader(node: GenericSchema): Reader {
  const config = getGlobalConfig();
  return (value) => {
    const dataset = node["~run"]({ typed: true, value } as never, config);
    return dataset.issues === undefined ? dataset.value : WRONG;
  };
}
