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

/** What went wrong, without the runtime's own prefix. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether standard output is a terminal that takes colours. */
export function hasColour(): boolean {
  return !Deno.noColor && Deno.stdout.isTerminal();
}

/**
 * Writes a file so that it is never half written: beside it, then renamed.
 *
 * @throws {InputError} if that cannot be done.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? ENCODER.encode(content) : content;
  const beside = `${path}.partial`;
  try {
    Deno.writeFileSync(beside, bytes);
    Deno.renameSync(beside, path);
  } catch (error) {
    try {
      Deno.removeSync(beside);
    } catch {
      // It was never made.
    }
    throw new InputError(`Cannot write: ${reasonOf(error)}`, {
      file: path,
      cause: error,
    });
  }
}
