/**
 * The JSON Schema of scenario files, for editors. It is made from the schemas
 * that check the files; only the command and its test import this module.
 *
 * @module
 */
import { toJsonSchema } from "npm:@valibot/to-json-schema@1.8.0";
import type { Schema } from "./kit.ts";
import { scenario } from "./scenario.ts";

type Json = Record<string, unknown>;

const DEFINITION = "#/$defs/";

/** What a JSON Schema is of. */
export interface JsonSchemaTitle {
  /** Key after which an unnamed definition is named. */
  readonly name: string;
  /** Title of the schema. */
  readonly title: string;
  /** What it describes. */
  readonly description: string;
}

/**
 * The JSON Schema (draft 7) of one document of a scenario file. What a JSON
 * Schema cannot say, such as which labels there are, is left to the loader.
 */
export function scenarioJsonSchema(): Json {
  return jsonSchemaOf(scenario, {
    name: "scenario",
    title: "nommap scenario",
    description: "One scenario of the no-MMU mmap policy",
  });
}

/** The JSON Schema (draft 7) of a schema that checks. */
export function jsonSchemaOf(
  checks: Schema<unknown>,
  { name, title, description }: JsonSchemaTitle,
): Json {
  const { $schema, $defs, ...schema } = toJsonSchema(checks, {
    target: "draft-07",
    errorMode: "ignore",
  });
  const definitions = ($defs ?? {}) as Record<string, Json>;
  const names = new Map<string, string>();
  nameReferences(schema, name, definitions, names);
  const rename = (node: unknown) => tidy(node, names);
  return {
    $schema,
    title,
    description,
    ...rename(schema) as Json,
    definitions: Object.fromEntries(
      Array.from(names, ([id, name]) => [name, rename(definitions[id])]),
    ),
  };
}

/** The JSON Schema as the text of its file. */
export function scenarioJsonSchemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}

function isObject(node: unknown): node is Json {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

/** Names each definition after the key where it is used first. */
function nameReferences(
  node: unknown,
  key: string,
  definitions: Readonly<Record<string, Json>>,
  names: Map<string, string>,
): void {
  if (Array.isArray(node)) {
    for (const item of node) nameReferences(item, key, definitions, names);
  } else if (isObject(node)) {
    const id = referenceOf(node);
    if (id !== undefined && !names.has(id)) {
      names.set(id, freeName(key, new Set(names.values())));
      nameReferences(definitions[id], key, definitions, names);
    }
    for (const [name, value] of Object.entries(node)) {
      const structural = name === "properties" || name === "items" ||
        name === "anyOf" || name === "additionalProperties";
      nameReferences(value, structural ? key : name, definitions, names);
    }
  }
}

function freeName(key: string, taken: ReadonlySet<string>): string {
  let name = key;
  for (let number = 2; taken.has(name); number++) name = `${key}_${number}`;
  return name;
}

function referenceOf(node: Json): string | undefined {
  const { $ref } = node;
  return typeof $ref === "string" && $ref.startsWith(DEFINITION)
    ? $ref.slice(DEFINITION.length)
    : undefined;
}

/**
 * Renames references, and puts one that has a description beside it into an
 * `allOf`, for in draft 7 nothing counts beside a reference.
 */
function tidy(node: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(node)) return node.map((item) => tidy(item, names));
  if (!isObject(node)) return node;
  const result: Json = {};
  for (const [key, value] of Object.entries(node)) {
    const empty = key === "required" && Array.isArray(value) && !value.length;
    if (key !== "$ref" && !empty) result[key] = tidy(value, names);
  }
  const id = referenceOf(node);
  if (id === undefined) return result;
  const reference = { $ref: `#/definitions/${names.get(id)}` };
  return Object.keys(result).length === 0
    ? reference
    : { ...result, allOf: [reference] };
}
