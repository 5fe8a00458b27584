/**
 * Single requests of a recording, each made in a fresh world.
 *
 * @module
 */
import { doMmap } from "../../mm/list/mmap.ts";
import type { ListEdition } from "../../policy/list_edition.ts";
import type { ListRequest } from "../../policy/list_request.ts";
import { ruleId } from "../../policy/rules.ts";
import { differences } from "../differences.ts";
import type { ConformSink, FieldDifference, Json } from "../types.ts";
import { fileTypeOf, listIn, objectIn, objectsIn, textOf } from "../fields.ts";
import type { BdiConstants } from "./constants.ts";
import { type LabFile, labFile } from "./lab.ts";
import { capabilitiesOf, errnoOf, flagOf, wordOf } from "./values.ts";
import { BdiWorld, labProcess } from "./world.ts";

/** What may lie on the stack where capabilities are not set. */
const LEFTOVERS: readonly string[] = [
  "",
  "C",
  "D",
  "CD",
  "RWX",
  "CRWX",
  "DRWX",
  "CDRWX",
  "ones",
];

/** Compares the lines with single requests. */
export class CaseComparer {
  readonly #world: BdiWorld;
  readonly #sink: ConformSink;

  /** Makes a comparer for a world with these constants. */
  constructor(
    constants: BdiConstants,
    edition: ListEdition,
    sink: ConformSink,
  ) {
    this.#world = new BdiWorld(constants, edition);
    this.#sink = sink;
  }

  /** Compares one request. */
  line(value: Json, line: number): void {
    const input = objectIn(value, "in");
    const recorded = objectIn(value, "out");
    const fields = compareCase(recorded, this.#answer(input));
    const result = textOf(
      recorded["errno"] ?? recorded["kind"] ?? recorded["outcome"],
    );
    if (fields.length === 0) return this.#sink.agreed(result);
    this.#sink.disagreed(result, {
      line,
      subject: JSON.stringify(input),
      fields,
      path: [ruleId(this.#world.machine.result.reason)],
    });
  }

  #answer(input: Json): Json {
    const out = this.#ask(input, null);
    if (out["outcome"] !== "UNINIT") return out;
    return { ...out, if_garbage: this.#ifGarbage(input) };
  }

  /** What follows for each leftover value. */
  #ifGarbage(input: Json): Json[] {
    return LEFTOVERS.map((caps) => ({
      caps: [caps],
      out: this.#ask(input, capabilitiesOf(caps)),
    }));
  }

  #ask(input: Json, leftover: number | null): Json {
    const world = this.#world;
    world.reset();
    world.trees.length = 0;
    const { machine } = world;
    machine.leftover = leftover;
    machine.securityAnswer = securityAnswer(input["security"]);
    world.kmalloc.failAt(Number(input["kfail"] ?? 0));
    const file = input["type"] === "anon" ? null : this.#file(input);
    const process = labProcess(
      1,
      flagOf(input["ptraced"]),
      flagOf(input["rie"]),
    );
    const request = requestOf(input);
    return world.observe(
      process,
      file === null ? [] : [file],
      () => doMmap(machine, process, file, request),
    );
  }

  #file(input: Json): LabFile {
    const inode = {
      number: 0,
      type: fileTypeOf(input["type"]),
      caps: input["caps"],
      append: flagOf(input["append"]),
      mandlock: flagOf(input["mandlock"]),
      mappings: this.#world.newTree(),
    };
    return labFile(input, 0, inode, this.#world.constants);
  }
}

/** The arguments of a call. */
export function requestOf(input: Json): ListRequest {
  return {
    address: wordOf(input["addr"] ?? 0),
    length: wordOf(input["len"]),
    prot: wordOf(input["prot"]),
    flags: wordOf(input["flags"]),
    pgoff: wordOf(input["pgoff"]),
  };
}

/** The answer of the security hook: a number or a negative errno. */
export function securityAnswer(value: unknown): number {
  return typeof value === "string" ? -errnoOf(value) : Number(value ?? 0);
}

/** What follows for leftover values is compared value by value. */
function compareCase(recorded: Json, engine: Json): FieldDifference[] {
  const { if_garbage: _a, ...rest } = recorded;
  const { if_garbage: _b, ...own } = engine;
  const fields = differences(rest, own);
  const left = byLeftover(recorded);
  const right = byLeftover(engine);
  for (const caps of new Set([...left.keys(), ...right.keys()])) {
    const field = `if_garbage[${caps}]`;
    const found = left.get(caps);
    const out = right.get(caps);
    if (found === undefined || out === undefined) {
      fields.push({ field, recorded: found, engine: out });
      continue;
    }
    for (const difference of differences(found, out)) {
      fields.push({ ...difference, field: `${field}.${difference.field}` });
    }
  }
  return fields;
}

function byLeftover(out: Json): Map<string, Json> {
  const outcomes = new Map<string, Json>();
  if (out["if_garbage"] === undefined) return outcomes;
  for (const group of objectsIn(out, "if_garbage")) {
    const found = objectIn(group, "out");
    for (const caps of listIn(group, "caps")) outcomes.set(textOf(caps), found);
  }
  return outcomes;
}
