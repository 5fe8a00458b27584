/**
 * Holding lines of the kernel log against what is expected of them.
 *
 * @module
 */
import type { Mismatches } from "./mismatches.ts";

/** Each expected text must be a part of the message in its place. */
export function matchMessages(
  expected: readonly string[],
  actual: readonly string[],
  found: Mismatches,
): void {
  const same = expected.length === actual.length &&
    expected.every((part, i) => actual[i]!.includes(part));
  if (same) return;
  const list = (texts: readonly string[]): string =>
    texts.length === 0 ? "none" : texts.join(" / ");
  found.add("messages", list(expected), list(actual));
}
