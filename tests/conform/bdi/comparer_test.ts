import { assert, assertEquals } from "@std/assert";
import {
  compare,
  decisions,
  type Line,
  pathOf,
  sequence,
  sequences,
  step,
} from "./recorded.ts";

Deno.test("every recorded decision of 2.6.11-bdi agrees in every field", () => {
  const tally = compare(decisions);
  assertEquals(tally.disagreements, []);
  assertEquals(tally.skipped, []);
  assertEquals(tally.agreed, 240 * 33 * 8 + 5763);
  for (const result of ["UNINIT", "BUG", "OOPS", "anon_copy", "shared_file"]) {
    assert(tally.results.get(result)! > 0, result);
  }
});

Deno.test("every recorded sequence of 2.6.11-bdi agrees in every field", () => {
  const tally = compare(sequences);
  assertEquals(tally.disagreements, []);
  assertEquals(tally.skipped, []);
  const steps = sequences.flatMap(({ steps }) => steps as Line[] ?? []);
  assertEquals(tally.agreed, steps.length);
});

/** One changed field of a recording is one difference, and is named. */
function assertNoticed(
  all: readonly Line[],
  pick: (line: Line) => boolean,
  path: readonly (string | number)[],
  key: string,
  field: string,
): void {
  const chosen = structuredClone(all.find(pick)!);
  const place = pathOf(chosen, path);
  const old = place[key];
  place[key] = typeof old === "number" ? old + 1 : `${old}0`;
  const legend = all.filter(({ k }) => k === "legend");
  const { disagreements } = compare([all[0]!, ...legend, chosen]);
  assertEquals(disagreements.length, 1, field);
  const fields = disagreements[0]!.fields.map((found) => found.field);
  assertEquals(fields, [field]);
  assert(disagreements[0]!.path.length > 0);
}

Deno.test("a changed field of a request is found", () => {
  const kind = (wanted: string) => (line: Line) =>
    line["k"] === "case" && (line["out"] as Line)["kind"] === wanted;
  const fields: [string, string][] = [
    ["private_copy", "addr"],
    ["private_copy", "end"],
    ["private_copy", "vm_flags"],
    ["private_copy", "vm_flag_names"],
    ["private_copy", "filebytes"],
    ["private_copy", "real"],
    ["private_copy", "asked"],
    ["private_copy", "file_refs"],
    ["anon_copy", "zeroed"],
    ["shared_file", "total_vm"],
    ["private_direct", "kind"],
  ];
  for (const [wanted, field] of fields) {
    assertNoticed(
      decisions,
      (line) => kind(wanted)(line) && field in (line["out"] as Line),
      ["out"],
      field,
      field,
    );
  }
  const crashed = (line: Line) => "why" in ((line["out"] ?? {}) as Line);
  for (const field of ["why", "lock_held"]) {
    const has = (line: Line) =>
      line["k"] === "case" && crashed(line) && field in (line["out"] as Line);
    assertNoticed(decisions, has, ["out"], field, field);
  }
  const called = (line: Line) =>
    line["k"] === "case" && "calls" in (line["out"] as Line);
  assertNoticed(decisions, called, ["out", "calls", 0], "1", "calls");
});

Deno.test("what follows for a leftover value is compared by value", () => {
  const groups = ({ out }: Line): Line[] =>
    ((out as Line | undefined)?.["if_garbage"] ?? []) as Line[];
  assertNoticed(
    decisions,
    (line) => String(groups(line)[1]?.["caps"]) === "DRWX",
    ["out", "if_garbage", 1, "out"],
    "outcome",
    "if_garbage[DRWX].outcome",
  );
  const short = structuredClone(decisions.find((line) => groups(line)[1])!);
  groups(short).pop();
  const { disagreements } = compare([decisions[0]!, short]);
  const missing = disagreements[0]!.fields.at(-1)!;
  assertEquals(missing.field, "if_garbage[ones]");
  assertEquals(missing.recorded, undefined);
});

Deno.test("a changed cell of the grid is found", () => {
  const row = structuredClone(
    decisions.find(({ k, r }) =>
      k === "grid" && (r as number[][]).flat().some((cell) => cell > 2)
    )!,
  );
  const cells = row["r"] as number[][];
  const c = cells.findIndex((column) => column.some((cell) => cell > 2));
  const p = cells[c]!.findIndex((cell) => cell > 2);
  cells[c]![p] = 0;
  const legend = decisions.filter(({ k }) => k === "legend");
  const { agreed, disagreements } = compare([decisions[0]!, ...legend, row]);
  assertEquals(agreed, 33 * 8 - 1);
  assertEquals(disagreements.length, 1);
  assertEquals(disagreements[0]!.fields[0]!.field, "outcome");
});

Deno.test("a changed state after a step is found, and ends the sequence", () => {
  const mapped = sequences.find(({ steps }) =>
    steps !== undefined && (steps as Line[]).length > 3 &&
    ((steps as Line[])[0]!["state"] as Line | undefined)?.["live"] === 2
  )!;
  const change = (edit: (state: Line) => void): string[] => {
    const chosen = structuredClone(mapped);
    edit((chosen["steps"] as Line[])[0]!["state"] as Line);
    const { disagreements, skipped, agreed } = compare([sequences[0]!, chosen]);
    assertEquals(agreed, 0);
    assertEquals(skipped.length, (chosen["steps"] as Line[]).length - 1);
    return disagreements[0]!.fields.map(({ field }) => field);
  };
  assertEquals(change((state) => state["live"] = 3), ["state.live"]);
  assertEquals(change((state) => state["vmas"] = []), ["state.vmas"]);
  assertEquals(
    change((state) => (state["vmas"] as Line[])[0]!["usage"] = 7),
    ["state.vmas[0].usage"],
  );
  assertEquals(
    change((state) => (state["procs"] as Line[])[0]!["list"] = [9]),
    ["state.procs[0].list"],
  );
});

Deno.test("a call that hangs is compared where the recording says something", () => {
  const accepting = sequence([
    step({ prot: 3, out: { outcome: "BUG" } }),
    step({ file: null, out: { outcome: "DEADLOCK" } }),
  ]);
  const { disagreements, agreed } = compare([sequences[0]!, accepting]);
  assertEquals(agreed, 0);
  const fields = disagreements[0]!.fields.map(({ field }) => field);
  assertEquals(fields, ["why", "lock_held", "calls"]);
  (accepting["steps"] as Line[])[0]!["out"] = {
    outcome: "BUG",
    why: "mmap-op-succeeded-without-MAYSHARE",
    lock_held: 1,
    calls: [
      ["security", 3, "0x2", 0],
      ["kmalloc", "vml", 8, 1],
      ["kmalloc", "vma", 92, 1],
      ["mmap", 0, "0x00000000", "0x00001000", "0x73", "0x0", 0],
    ],
  };
  assertEquals(compare([sequences[0]!, accepting]).agreed, 2);
  const hung = (accepting["steps"] as Line[])[1]!["out"] as Line;
  hung["calls"] = [];
  assertEquals(compare([sequences[0]!, accepting]).agreed, 1);
});

Deno.test("a step can say what lay on the stack, and what the hook answers", () => {
  const zero = { len: 0, prot: 1 };
  const steps = [
    step({ ...zero, out: { outcome: "UNINIT" } }),
    step({ ...zero, garbage_caps: "C", out: { outcome: "ok" } }),
    step({ security: "EACCES", out: { outcome: "err", errno: "EACCES" } }),
  ];
  const fields = (number: number) =>
    compare([sequences[0]!, sequence([steps[number]!])]).disagreements[0]!
      .fields;
  assertEquals(fields(0).map(({ field }) => field), ["why"]);
  const garbage = new Map(
    fields(1).map(({ field, engine }) => [field, engine]),
  );
  assertEquals(garbage.get("kind"), "private_direct");
  assertEquals(garbage.get("outcome"), undefined);
  assertEquals(fields(2).map(({ field }) => field), ["calls"]);
});

Deno.test("unmapping at an offset from what a failed call answered", () => {
  const steps = [
    step({ flags: 0, out: { outcome: "err", errno: "EINVAL" } }),
    {
      op: "munmap",
      proc: 0,
      of_mmap: 0,
      addr_off: 22,
      len: 1,
      out: {
        outcome: "err",
        errno: "EINVAL",
        calls: [["printk", "munmap-non-mmaped"]],
      },
    },
  ];
  assertEquals(compare([sequences[0]!, sequence(steps)]).agreed, 2);
});
