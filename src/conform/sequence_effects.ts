/**
 * What a step of a recorded sequence came to, as recordings have it.
 *
 * @module
 */
import { callList } from "./call_list.ts";
import type { DriverCall, Outcome } from "../mm/outcome.ts";
import { textOf } from "./fields.ts";
import { peek, type SequenceWorld } from "./sequence_world.ts";
import type { Json } from "./types.ts";
import { distanceOf } from "./distance.ts";

/** What a call returned, with names for addresses. */
export function resultOf(
  world: SequenceWorld,
  step: Json,
  outcome: Outcome,
): unknown {
  if (outcome.errno !== 0) return -outcome.errno;
  if (step["op"] === "mmap" || step["op"] === "mremap") {
    return world.layout.name(outcome.value);
  }
  return Number(outcome.value);
}

/** What else was recorded of it: calls of the driver, and what memory holds. */
export function effects(
  world: SequenceWorld,
  step: Json,
  outcome: Outcome,
): Json {
  const { machine } = world;
  const found: Record<string, unknown> = {};
  const calls = outcome.calls.filter(({ file }) => world.scripted.has(file));
  if (calls.length > 0) {
    found["calls"] = calls.map((call) => callOf(world, call));
  }
  if (outcome.vma !== null) {
    const { start, end } = outcome.vma;
    const pages = Math.min(4, (Number(end) - Number(start)) / 4096);
    found["peek"] = Array.from(
      { length: pages },
      (_, page) => peek(machine, Number(start) + page * 4096),
    );
  }
  if (step["op"] === "peek") {
    const slot = world.slots.get(`${step["proc"]}/${textOf(step["slot"])}`);
    found["peek"] = [
      peek(machine, (slot?.address ?? 0) + distanceOf(step, "off")),
    ];
  }
  if (outcome.hazards.some(({ id }) => id === "mapped-pages-freed")) {
    found["dangling"] = 1;
  }
  return found;
}

function callOf(world: SequenceWorld, call: DriverCall): unknown[] {
  const [operation, ...rest] = callList(
    call,
    (address) => world.layout.name(address),
  );
  return [operation, Number(call.file), ...rest];
}
