/**
 * Comparing the calls of a driver's operations.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import { hex, type Word } from "../../abi/word.ts";
import type { DriverCall } from "../../mm/outcome.ts";
import type { CallExpectation } from "../types/expect.ts";
import type { Address } from "../types/value.ts";
import type { MatchContext, Mismatches } from "./mismatches.ts";
import { resolveAddress } from "./perform.ts";

/** Holds all calls of a step, in order, against what is expected. */
export function matchCalls(
  expected: readonly CallExpectation[],
  context: MatchContext,
  found: Mismatches,
): void {
  const { calls } = context.outcome;
  const wantedNames = expected.map(({ operation }) => nameOf(operation));
  const names = calls.map(({ operation }) => operation);
  if (wantedNames.join() !== names.join()) {
    return found.add(
      "calls",
      wantedNames.join(", ") || "none",
      names.join(", ") || "none",
    );
  }
  expected.forEach((call, i) => matchCall(call, calls[i]!, context, found));
}

/** Whichever operation reads, the engine notes a `read`. */
function nameOf(operation: CallExpectation["operation"]): string {
  return operation === "read_iter" ? "read" : operation;
}

function matchCall(
  expected: CallExpectation,
  actual: DriverCall,
  context: MatchContext,
  found: Mismatches,
): void {
  const prefix = `calls.${expected.operation}`;
  const { wordSize } = context.world.world.arch;
  const word = (
    key: "length" | "pgoff" | "position" | "count",
    wanted: Word | undefined,
  ) => {
    if (wanted === undefined || wanted === actual[key]) return;
    found.add(
      `${prefix}.${key}`,
      hex(wanted),
      text(actual[key]),
      expected.keys[key],
    );
  };
  const address = (
    key: "address" | "start" | "end",
    wanted: Address | undefined,
  ) => {
    if (wanted === undefined) return;
    const absolute = resolveAddress(wanted, context.answers, wordSize);
    if (absolute === actual[key]) return;
    found.add(
      `${prefix}.${key}`,
      text(absolute),
      text(actual[key]),
      expected.keys[key],
    );
  };
  word("length", expected.length);
  word("pgoff", expected.pgoff);
  word("position", expected.position);
  word("count", expected.count);
  address("address", expected.address);
  address("start", expected.start);
  address("end", expected.end);
  if (expected.file !== undefined) {
    const name = context.fileNames[expected.file]!;
    found.check(`${prefix}.file`, name, actual.file, expected.keys.file);
  }
  if (expected.flags !== undefined && expected.flags.value !== actual.flags) {
    found.add(
      `${prefix}.flags`,
      expected.flags.text,
      text(actual.flags),
      expected.keys.flags,
    );
  }
  const { result } = expected;
  if (result === undefined) return;
  const wanted = "errno" in result
    ? -result.errno
    : resolveAddress(result.value, context.answers, wordSize);
  if (wanted !== actual.result) {
    found.add(
      `${prefix}.result`,
      resultText(wanted),
      resultText(actual.result),
      expected.keys.result,
    );
  }
}

function text(value: Word | undefined): string {
  return value === undefined ? "nothing" : hex(value);
}

function resultText(value: Word | undefined): string {
  return value !== undefined && value < 0
    ? errnoName(-Number(value))
    : text(value);
}
