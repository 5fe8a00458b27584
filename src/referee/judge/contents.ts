/**
 * Contents of files as bytes and as memory to be filled.
 *
 * @module
 */

import type { Contents } from "../../scenario/types.ts";
import type { PlanFill } from "../plan/plan.ts";

/** Most bytes of contents that a plan carries for one file. */
export const MOST_CONTENTS: number = 4 << 20;

/** What a piece of memory holds: contents up to a size, zeros behind it. */
export function contentFills(
  contents: Contents,
  address: number,
  size: number,
  span: number,
): PlanFill[] {
  const start = Math.floor(address / 4) * 4;
  const end = Math.ceil((address + span) / 4) * 4;
  const fills: PlanFill[] = [
    { address: start, length: end - start, with: "zeros" },
  ];
  const aligned = start === address;
  const whole = Math.floor(size / 4) * 4;
  if (contents.kind === "pattern" && aligned && whole > 0) {
    fills.push({ address, length: whole, with: "pattern" });
    if (whole === size) return fills;
  }
  const from = contents.kind === "pattern" && aligned ? whole : 0;
  const used = Math.min(size, from + MOST_CONTENTS);
  if (used <= from) return fills;
  const bytes = contentBytes(contents, used).subarray(from);
  const first = Math.floor((address + from) / 4) * 4;
  const shifted = new Uint8Array(
    Math.ceil((address + used - first) / 4) * 4,
  );
  shifted.set(bytes, address + from - first);
  fills.push({ address: first, length: shifted.length, with: shifted });
  return fills;
}

/** The first bytes of contents. */
export function contentBytes(contents: Contents, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  if (contents.kind === "literal") {
    bytes.set(contents.bytes.subarray(0, length));
  } else if (contents.kind === "byte") bytes.fill(contents.byte);
  else {
    for (let at = 0; at < length; at++) {
      bytes[at] = (at - at % 4 + 1) >>> (8 * (at % 4));
    }
  }
  return bytes;
}
