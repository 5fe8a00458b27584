/**
 * Writing to the terminal, to pipes and to files.
 *
 * @module
 */
import { InputError } from "../errors.ts";

const ENCODER = new TextEncoder();

/** Writes text to standard output. */
export function print(text: string): void {
  writeAll(Deno.stdout, text);
}

/** Writes a line to standard error. */
export function printError(text: string): void {
  writeAll(Deno.stderr, `${text}\n`);
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
    if (error instanceof Deno.errors.BrokenPipe) throw new OutputClosed();
    throw new InputError(`Cannot write the output: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/** Whoever read the output has gone. */
export class OutputClosed extends Error {
  override readonly name = "OutputClosed";

  /** Makes the error. */
  constructor() {
    super("The output was closed before all of it was written");
  }
}

/** What went wrong, without the runtime's own prefix and advice. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof Deno.errors.NotCapable
    ? message.split(", run again")[0]!
    : message;
}

/** Whether standard output is a terminal that takes colours. */
export function hasColour(): boolean {
  return !Deno.noColor && Deno.stdout.isTerminal();
}
