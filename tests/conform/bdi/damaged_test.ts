import { assert, assertThrows } from "@std/assert";
import {
  createBdiComparer,
  isBdiHeader,
} from "../../../src/conform/bdi/comparer.ts";
import type { ConformSink } from "../../../src/conform/types.ts";
import { InputError } from "../../../src/errors.ts";
import { compare, decisions, type Line, sequence, step } from "./recorded.ts";

Deno.test("what is not such a recording is an error of the input", () => {
  assert(isBdiHeader(decisions[0]!));
  assert(!isBdiHeader({ k: "header", what: "decision" }));
  const sink: ConformSink = {
    agreed() {},
    disagreed() {},
    skipped() {},
  };
  const make = (header: Line) => () => createBdiComparer(header, sink);
  assertThrows(make({ k: "case" }), InputError, "Not the header");
  assertThrows(
    make({ k: "header", what: "bdi-decision" }),
    InputError,
    "has no constants",
  );
  const wide = structuredClone(decisions[0]!);
  (wide["constants"] as Line)["word_bits"] = 64;
  assertThrows(make(wide), InputError, "word_bits 64");
  const partial = structuredClone(decisions[0]!);
  delete (partial["constants"] as Line)["task_size"];
  assertThrows(make(partial), InputError, "task_size");
  const flat = { ...decisions[0]!, grid_axes: 3 };
  assertThrows(make(flat), InputError, "no object 'grid_axes'");
  const axes = decisions[0]!["grid_axes"] as Line;
  for (const axis of ["caps", "prot"]) {
    const lines = { ...decisions[0]!, grid_axes: { ...axes, [axis]: {} } };
    assertThrows(make(lines), InputError, `no list '${axis}'`);
  }
});

Deno.test("a line that is not of the recording is an error of the input", () => {
  const whole = sequence([step({})]);
  const cases: [Line, string][] = [
    [{ k: "table" }, "Unknown kind of line 'table'"],
    [{ k: "case", out: {} }, "no object 'in'"],
    [{ k: "case", in: {}, out: 3 }, "no object 'out'"],
    [{ k: "legend", i: 0 }, "no object 'out'"],
    [{ k: "grid", type: "reg" }, "no cells 'r'"],
    [{ ...whole, steps: 3 }, "no list of objects 'steps'"],
    [{ ...whole, inodes: [3] }, "no list of objects 'inodes'"],
    [{ ...whole, inodes: [] }, "No inode '0'"],
    [sequence([step({ proc: 1 })]), "No process '1'"],
    [sequence([step({ file: 1 })]), "No file '1'"],
    [sequence([step({ op: "brk" })]), "Unknown step 'brk'"],
  ];
  for (const [line, message] of cases) {
    assertThrows(() => compare([decisions[0]!, line]), InputError, message);
  }
});

Deno.test("unknown values in a recording are named", () => {
  const good = decisions.find(({ k }) => k === "case")!;
  const changed = (field: string, value: unknown) => () => {
    const bad = structuredClone(good);
    (bad["in"] as Line)[field] = value;
    (bad["in"] as Line)["type"] = field === "type" ? value : "reg";
    compare([decisions[0]!, bad]);
  };
  assertThrows(changed("mmap", "EWHAT"), InputError, "'EWHAT'");
  assertThrows(changed("caps", "Q"), InputError, "'Q'");
  assertThrows(changed("type", "pipe"), InputError, "'pipe'");
  assertThrows(changed("via", "there"), InputError, "'there'");
  assertThrows(changed("len", -1), InputError, "'-1'");
  assertThrows(changed("pgoff", 2 ** 32), InputError, "'4294967296'");
  const row = structuredClone(decisions.find(({ k }) => k === "grid")!);
  assertThrows(() => compare([decisions[0]!, row]), InputError, "legend");
});
