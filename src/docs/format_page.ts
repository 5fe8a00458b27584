/**
 * The reference of the scenario format, as Markdown, from the JSON Schema.
 *
 * @module
 */
type Json = Readonly<Record<string, unknown>>;

/** Makes the page from the JSON Schema of a scenario. */
export function formatPage(schema: Json): string {
  const writer = new FormatWriter(schema);
  writer.section("A scenario", schema);
  return `# The scenario format

A scenario file is YAML 1.2, one scenario for each document. This page is made
from the schema that checks the files, by \`deno task docs\`. Numbers are decimal or
hexadecimal (\`0x\`), with \`KiB\`, \`MiB\` or \`GiB\` behind them where that helps, and
exact to 64 bits. Addresses may be relative to a labelled step: \`text+0x1000\`.

${writer.text()}`;
}

class FormatWriter {
  readonly #schema: Json;
  readonly #sections: string[] = [];
  readonly #seen = new Set<unknown>();
  readonly #pending: [title: string, node: Json][] = [];

  constructor(schema: Json) {
    this.#schema = schema;
  }

  /** Writes a mapping and all mappings in it. */
  section(title: string, node: Json): void {
    this.#pending.push([title, node]);
    for (let next = this.#pending.shift(); next; next = this.#pending.shift()) {
      this.#write(...next);
    }
  }

  text(): string {
    return this.#sections.join("\n");
  }

  #write(title: string, node: Json): void {
    const properties = node["properties"] as Record<string, Json> | undefined;
    if (properties === undefined || this.#seen.has(properties)) return;
    this.#seen.add(properties);
    const required = new Set(node["required"] as string[] | undefined);
    const rows = Object.entries(properties).map(([key, value]) => {
      const about = this.#description(value);
      this.#descend(`${title}: ${key}`, value);
      const name = required.has(key) ? `**\`${key}\`**` : `\`${key}\``;
      return `| ${name} | ${this.#kind(value)} | ${cell(about)} |`;
    });
    this.#sections.push(
      `## ${title}\n\n| key | value | |\n| --- | --- | --- |\n${
        rows.join("\n")
      }\n`,
    );
  }

  #descend(title: string, node: Json): void {
    const solid = this.#resolved(node);
    if (solid["properties"] !== undefined) this.#pending.push([title, solid]);
    for (const key of ["items", "additionalProperties"]) {
      const inner = solid[key];
      if (typeof inner === "object" && inner !== null) {
        this.#descend(title, inner as Json);
      }
    }
    for (const inner of (solid["anyOf"] as Json[] | undefined) ?? []) {
      this.#descend(title, inner);
    }
  }

  /** A node with its reference followed. */
  #resolved(node: Json): Json {
    const reference = (node["$ref"] ??
      (node["allOf"] as Json[] | undefined)?.[0]?.["$ref"]) as
        | string
        | undefined;
    if (reference === undefined) return node;
    const definitions = this.#schema["definitions"] as Record<string, Json>;
    return definitions[reference.split("/").at(-1)!] ?? node;
  }

  #description(node: Json): string {
    return String(
      node["description"] ?? this.#resolved(node)["description"] ?? "",
    );
  }

  #kind(node: Json): string {
    const solid = this.#resolved(node);
    const choices = solid["enum"] as unknown[] | undefined;
    if (choices !== undefined && choices.length <= 8) {
      return choices.map((choice) => `\`${choice}\``).join(", ");
    }
    const options = solid["anyOf"] as Json[] | undefined;
    if (options !== undefined) {
      return [...new Set(options.map((option) => this.#kind(option)))].join(
        " or ",
      );
    }
    const type = solid["type"];
    const names = (Array.isArray(type) ? type : [type]).filter((name) =>
      name !== undefined
    ).map(kindName);
    return [...new Set(names)].join(" or ") || "anything";
  }
}

function kindName(type: unknown): string {
  return type === "object" ? "mapping" : type === "array" ? "list" : String(
    type === "string" ? "text" : type === "integer" ? "number" : type,
  );
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
