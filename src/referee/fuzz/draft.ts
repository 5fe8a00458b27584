/**
 * Scenarios before they are text: plain data with the keys of the format.
 *
 * @module
 */

/** A value of a scenario: text, or a mapping or list of values. */
export type DraftValue =
  | string
  | number
  | boolean
  | readonly DraftValue[]
  | { readonly [key: string]: DraftValue };

/** A mapping of a scenario. */
export type DraftMap = { readonly [key: string]: DraftValue };

/** A scenario that can be written down. */
export interface Draft {
  /** Its id. */
  readonly id: string;
  /** Its edition. */
  readonly kernel: string;
  /** The machine. */
  readonly machine: DraftMap;
  /** Images by name. */
  readonly images?: Readonly<Record<string, DraftMap>>;
  /** Files by name. */
  readonly files: Readonly<Record<string, DraftMap>>;
  /** Processes by name. */
  readonly processes: Readonly<Record<string, DraftMap>>;
  /** Steps, without expectations. */
  readonly steps: readonly DraftMap[];
}

/** Keys whose values are flag names or numbers, which need no quotes. */
const PLAIN = /^[A-Za-z0-9_.|+-]+$/;

/** A value in YAML's flow style. */
export function flowText(value: DraftValue): string {
  if (typeof value === "string") {
    return PLAIN.test(value) ? value : JSON.stringify(value);
  }
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) {
    return `[${value.map(flowText).join(", ")}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  return `{ ${
    entries.map(([key, item]) => `${key}: ${flowText(item)}`).join(", ")
  } }`;
}

/** What is written besides the draft. */
export interface DraftNotes {
  /** Its name, a sentence. */
  readonly name: string;
  /** Where it comes from. */
  readonly source: string;
  /** Expectations by step; the last step expects success if there is none. */
  readonly expect?: readonly (DraftValue | undefined)[];
}

/** The draft as one document of a scenario file. */
export function draftText(draft: Draft, notes: DraftNotes): string {
  const lines = [
    `id: ${draft.id}`,
    `name: ${notes.name}`,
    `source: ${notes.source}`,
    `kernel: ${draft.kernel}`,
    `machine: ${flowText(draft.machine)}`,
  ];
  const block = (key: string, map: Readonly<Record<string, DraftMap>>) => {
    if (Object.keys(map).length === 0) return;
    lines.push(`${key}:`);
    for (const [name, value] of Object.entries(map)) {
      lines.push(`  ${name}: ${flowText(value)}`);
    }
  };
  block("images", draft.images ?? {});
  block("files", draft.files);
  block("processes", draft.processes);
  lines.push("steps:");
  draft.steps.forEach((step, number) => {
    const last = number === draft.steps.length - 1;
    const expect = notes.expect === undefined
      ? (last ? "ok" : undefined)
      : notes.expect[number];
    const all = expect === undefined ? step : { ...step, expect };
    Object.entries(all).forEach(([key, value], index) =>
      lines.push(`${index === 0 ? "  - " : "    "}${key}: ${flowText(value)}`)
    );
  });
  return `${lines.join("\n")}\n`;
}
