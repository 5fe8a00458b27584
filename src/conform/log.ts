/**
 * Comparing kernel messages by class.
 *
 * @module
 */
import type { FieldDifference } from "./types.ts";

/** Printed once for each boot, or limited: their absence means nothing. */
const MAY_BE_MISSING: ReadonlySet<string> = new Set([
  "warning",
  "read-unsupported",
  "munmap-not-mmapped",
]);

/** Classes of a recorded message. */
function classOf(text: string): string | undefined {
  if (text.startsWith("WARN mm/page_alloc.c")) return undefined;
  if (text.startsWith("WARN")) return "warning";
  if (text.startsWith("BUG")) return "bug";
  if (text.startsWith("OOPS")) return "oops";
  if (/^(EPC|IN|PANIC|IRQ)/.test(text)) return undefined;
  if (text === "mismatched-share") return "mismatched-share";
  return text;
}

/** Holds the recorded log against the classes of the engine's messages. */
export function compareLog(
  recorded: unknown,
  engine: readonly string[],
): FieldDifference[] {
  const texts = Array.isArray(recorded) ? recorded.map(String) : [];
  const classes = texts.map(classOf).filter((name) => name !== undefined);
  const missing = classes.filter((name) => !engine.includes(name));
  const surplus = engine.filter((name) =>
    !classes.includes(name) && !MAY_BE_MISSING.has(name)
  );
  return missing.length === 0 && surplus.length === 0
    ? []
    : [{ field: "log", recorded: texts, engine }];
}
