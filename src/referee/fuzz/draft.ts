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
  /**
   * Whether its machine has an MMU; then steps map files of cramfs. Default
   * false.
   */
  readonly mmu?: boolean;
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

/** Flag names, numbers and paths need no quotes. */
const PLAIN = /^[A-Za-z0-9_.|+/-]+$/;

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
  const { id, mmu, kernel, images, files, processes } = draft;
  const lines = [
    `id: ${id}`,
    `name: ${notes.name}`,
    `source: ${notes.source}`,
    ...(mmu ? [] : [`kernel: ${kernel}`]),
    ...(isEmpty(draft.machine) ? [] : [`machine: ${flowText(draft.machine)}`]),
    ...blockLines("images", images ?? {}),
    ...blockLines("files", files),
    ...blockLines("processes", processes),
    ...(mmu ? ["cramfs_mmu:"] : []),
    ...stepLines(draft, notes).map((line) => mmu ? `  ${line}` : line),
  ];
  return `${lines.join("\n")}\n`;
}

function isEmpty(map: DraftMap): boolean {
  return Object.keys(map).length === 0;
}

function blockLines(
  key: string,
  map: Readonly<Record<string, DraftMap>>,
): string[] {
  if (isEmpty(map)) return [];
  return [
    `${key}:`,
    ...Object.entries(map).map(([name, value]) =>
      `  ${name}: ${flowText(value)}`
    ),
  ];
}

function stepLines({ steps }: Draft, { expect }: DraftNotes): string[] {
  const last = steps.length - 1;
  const expectations = expect ?? { [last]: "ok" };
  return [
    "steps:",
    ...steps.flatMap((step, number) => {
      const expected = expectations[number];
      const all = expected === undefined ? step : { ...step, expect: expected };
      return Object.entries(all).map(([key, value], index) =>
        `${index === 0 ? "  - " : "    "}${key}: ${flowText(value)}`
      );
    }),
  ];
}
