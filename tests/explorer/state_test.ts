import { assert, assertEquals } from "@std/assert";
import { FIELDS } from "../../src/explorer/fields.ts";
import { PRESETS } from "../../src/explorer/presets.ts";
import {
  fragmentOf,
  INITIAL,
  isUseful,
  stateOf,
  withValues,
} from "../../src/explorer/state.ts";
import { DEFAULT_EDITION } from "../../src/policy/editions.ts";
import { presetStates, randomStates } from "./states.ts";

Deno.test("A link says every state", () => {
  for (const state of [...presetStates(), ...randomStates(200, 1)]) {
    assertEquals(stateOf(fragmentOf(state)), state);
  }
});

Deno.test("A link has the kernel, and what is not as at first", () => {
  assertEquals(fragmentOf(INITIAL), `kernel=${DEFAULT_EDITION.id}`);
  assertEquals(
    fragmentOf(withValues(INITIAL, { READ: "on" })),
    `READ=on&kernel=${DEFAULT_EDITION.id}`,
  );
});

Deno.test("A link cannot say what is impossible", () => {
  const wrong = [
    "nothing=1",
    "__proto__=on",
    "READ=maybe",
    "kernel=linux-9.9",
    "flags=%3Cscript%3E",
    `length=${"9".repeat(100)}`,
    "%",
    "&&==",
  ];
  for (const fragment of wrong) assertEquals(stateOf(fragment), INITIAL);
});

Deno.test("Ids are unique, and presets and needs name them", () => {
  assert(FIELDS.size > 30);
  for (const { values } of PRESETS) {
    for (const id of Object.keys(values)) assert(FIELDS.has(id), id);
  }
  for (const { id, needs } of FIELDS.values()) {
    if (needs === undefined) continue;
    const [other, ...values] = needs;
    const field = FIELDS.get(other);
    assert(field, `${id} needs ${other}`);
    const possible = field!.choices?.map(({ value }) => value) ?? ["on"];
    for (const value of values) assert(possible.includes(value), value);
  }
});

Deno.test("A switch is of use only if those above it are", () => {
  const capability = FIELDS.get("cap_READ")!;
  assertEquals(isUseful(capability, INITIAL), false);
  const on = withValues(INITIAL, { caps: "on" });
  assertEquals(isUseful(capability, on), true);
  const ramfs = withValues(on, { file: "ramfs" });
  assertEquals(isUseful(capability, ramfs), false);
});
