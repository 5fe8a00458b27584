/**
 * Comparing text of several lines.
 *
 * @module
 */
import type { Mismatches } from "./mismatches.ts";

/** Notes the first line that differs; spaces at the ends do not count. */
export function matchText(
  key: string,
  expected: string,
  actual: string,
  found: Mismatches,
): void {
  const wanted = lines(expected);
  const got = lines(actual);
  const count = Math.max(wanted.length, got.length);
  for (let i = 0; i < count; i++) {
    if (wanted[i] === got[i]) continue;
    found.add(
      `${key} line ${i + 1}`,
      wanted[i] ?? "no more lines",
      got[i] ?? "no more lines",
    );
    return;
  }
}

function lines(text: string): string[] {
  return text.split("\n").map((line) => line.trimEnd()).filter((line) =>
    line !== ""
  );
}
