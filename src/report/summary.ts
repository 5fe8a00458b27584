/**
 * The line of counts with which a report for people ends.
 *
 * @module
 */
import type { Summary } from "./reporter.ts";
import { counted } from "../writing/numbers.ts";
import { type Style, styleFor } from "./style.ts";

/** `12 passed, 0 failed, 1 known to fail (40 steps, 3 ms)`. */
export function summaryText(
  summary: Summary,
  style: Style = styleFor(false),
): string {
  const { passed, failed, known, notRun, steps, duration } = summary;
  const parts = [style.good(`${passed} passed`)];
  parts.push(failed > 0 ? style.bad(`${failed} failed`) : "0 failed");
  if (known > 0) parts.push(style.warn(`${known} known to fail`));
  if (notRun > 0) parts.push(style.warn(`${notRun} not run`));
  return `${parts.join(", ")} (${counted(steps, "step")}, ${
    Math.round(duration)
  } ms)`;
}
