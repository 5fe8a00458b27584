import { createBdiComparer } from "../../../src/conform/bdi/comparer.ts";
import { readJsonLines } from "../../../src/conform/lines.ts";
import type { ConformSink, Disagreement } from "../../../src/conform/types.ts";

/** A line of a recording. */
export type Line = Record<string, unknown>;

const VECTORS = new URL("../../data/vectors/", import.meta.url);

async function lines(name: string): Promise<Line[]> {
  const file = await Deno.open(new URL(name, VECTORS));
  const found: Line[] = [];
  for await (const { value } of readJsonLines(file.readable, name)) {
    found.push(value as Line);
  }
  return found;
}

/** What a comparison comes to. */
export interface Tally {
  agreed: number;
  readonly results: Map<string, number>;
  readonly disagreements: Disagreement[];
  readonly skipped: string[];
}

/** Compares a recording that begins with its header. */
export function compare(all: readonly Line[]): Tally {
  const tally: Tally = {
    agreed: 0,
    results: new Map(),
    disagreements: [],
    skipped: [],
  };
  const sink: ConformSink = {
    agreed(result) {
      tally.agreed++;
      tally.results.set(result, (tally.results.get(result) ?? 0) + 1);
    },
    disagreed: (_result, found) => void tally.disagreements.push(found),
    skipped: (reason) => void tally.skipped.push(reason),
  };
  const comparer = createBdiComparer(all[0]!, sink);
  all.forEach((line, i) => comparer.line(line, i + 1));
  comparer.finish?.();
  return tally;
}

/** The recorded requests. */
export const decisions: readonly Line[] = await lines(
  "bdi-decision-sample.jsonl.gz",
);
/** The recorded sequences. */
export const sequences: readonly Line[] = await lines(
  "bdi-sequences-sample.jsonl.gz",
);

export function pathOf(
  value: unknown,
  path: readonly (string | number)[],
): Line {
  let at = value as Line;
  for (const key of path) at = at[key] as Line;
  return at;
}

export function step(change: Line): Line {
  return {
    op: "mmap",
    proc: 0,
    file: 0,
    addr: 0,
    len: 4096,
    prot: 1,
    flags: 2,
    pgoff: 0,
    ...change,
  };
}

export function sequence(steps: Line[]): Line {
  return {
    k: "sequence",
    name: "made",
    inodes: [{ type: "reg", caps: "CDRWX", append: 0, mandlock: 0 }],
    files: [{
      inode: 0,
      fop: 1,
      mmap: 0,
      mmap_eff: "none",
      gua: "valid",
      read: "full",
      fmode_write: 1,
      noexec: 0,
      via: "f_mapping",
    }],
    procs: [{ ptraced: 0, rie: 0 }],
    steps,
  };
}
