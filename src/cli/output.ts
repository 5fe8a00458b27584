/**
 * Writing to the terminal, to pipes and to files.
 *
 * @module
 */
import { manyLines } from "../writing/printable.ts";

const ENCODER = new TextEncoder();

/** Writes text to standard output. */
export function print(text: string): void {
  writeAll(Deno.stdout, text);
}

/**
 * Writes a line to standard error; what cannot be seen is escaped, for it may
 * come from an input.
 */
export function printError(text: string): void {
  printAside(`${manyLines(text)}\n`);
}

/** Writes text to standard error as it is. */
export function printAside(text: string): void {
  writeAll(Deno.stderr, text);
}

function writeAll(
  to: { writeSync(bytes: Uint8Array): number },
  text: string,
): void {
  const bytes = ENCODER.encode(text);
  try {
    for (let done = 0; done < bytes.length;) {
      done += to.writeSync(bytes.subarray(done));
    }
  } catch (error) {
    const reason = error instanceof Deno.errors.BrokenPipe
      ? "The output was closed before all of it was written"
      : `Cannot write the output: ${reasonOf(error)}`;
    throw new OutputError(reason, { cause: error });
  }
}

/** What is printed cannot go where it should, or nobody reads it any more. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/** What went wrong, without the runtime's own prefix and advice. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(", run again with the --allow")[0]!;
}

/** Whether standard output is a terminal that takes colours. */
export function hasColour(): boolean {
  return !Deno.noColor && Deno.stdout.isTerminal();
}
