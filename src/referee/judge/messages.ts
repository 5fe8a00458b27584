/**
 * Kinds of kernel messages, as the engine tells them apart.
 *
 * @module
 */

import type { MessageKind } from "../../mm/outcome.ts";

const KINDS: readonly (readonly [kind: MessageKind, line: RegExp])[] = [
  ["shared-not-supported", /MAP_SHARED not completely supported/],
  ["mismatched-share", /Attempt to share mismatched mappings/],
  ["alloc-failed", /Allocation of length \d+ from process/],
  ["read-unsupported", /kernel read not supported for file/],
  ["munmap-not-mmapped", /munmap of memory not mmapped by process/],
  // A request beyond the largest order has a warning of its own there.
  ["warning", /^WARNING: CPU: \d+ PID: \d+ at (?!mm\/page_alloc\.c)/],
  ["bug", /kernel BUG at /],
  ["oops", /^(Oops|Unable to handle kernel)/],
];

/** The kinds of the messages in some lines of the kernel log, in order. */
export function messageKinds(lines: readonly string[]): MessageKind[] {
  return lines.flatMap((line) =>
    KINDS.filter(([, pattern]) => pattern.test(line)).map(([kind]) => kind)
  );
}

/**
 * A message without what differs from one machine to the next: the number and
 * the name of the process, and the path of the file.
 */
export function normalMessage(text: string): string {
  return text
    .replace(/process \d+ \([^)]*\)/, "process N (NAME)")
    .replace(/(not supported for file) \S+.*/, "$1 PATH");
}

/** The lines that {@linkcode messageKinds} finds something in. */
export function messageLines(lines: readonly string[]): string[] {
  return lines.filter((line) =>
    KINDS.some(([, pattern]) => pattern.test(line))
  );
}
