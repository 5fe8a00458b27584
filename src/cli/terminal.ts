/**
 * The size of the terminal.
 *
 * @module
 */
import { DEFAULT_WIDTH } from "../writing/wrap.ts";

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 100;

/** Columns that text may use; 80 where the output is not a terminal. */
export function terminalWidth(): number {
  if (!Deno.stdout.isTerminal()) return DEFAULT_WIDTH;
  try {
    return Math.min(WIDEST, Math.max(40, Deno.consoleSize().columns));
  } catch {
    return DEFAULT_WIDTH;
  }
}
