/**
 * Running other programs, with what they said if they fail.
 *
 * @module
 */
import { unlessAbortedSoon } from "./abort.ts";

/** Options of {@linkcode run}. */
export interface CommandOptions {
  /** Arguments. */
  readonly args: readonly string[];
  /** Working folder. */
  readonly cwd?: string;
  /** Environment, added to the present one. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called for each line of standard output. */
  readonly line?: (line: string) => void;
  /** Ends the program. */
  readonly signal?: AbortSignal | undefined;
}

/** A program that was run has failed. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
}

/**
 * Runs a program to its end and returns its standard output. It never outlives
 * the call.
 *
 * @throws the reason of `signal` if that ended it, or was there before.
 * @throws {ProgramError} with the beginning of what it said if it fails.
 */
export async function run(
  program: string,
  options: CommandOptions,
): Promise<string> {
  options.signal?.throwIfAborted();
  const child = new Deno.Command(program, {
    args: [...options.args],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { LC_ALL: "C", ...options.env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }).spawn();
  const [output, errors, status] = await Promise.all([
    collect(child.stdout, options.line),
    collect(child.stderr),
    child.status,
  ]).catch(async (error) => {
    try {
      child.kill();
    } catch { /* it has ended already */ }
    await child.status;
    throw error;
  });
  if (!status.success) {
    await unlessAbortedSoon(options.signal);
    const said = `${errors.trim()}\n${output.trim()}`.trim();
    throw new ProgramError(
      `${program} failed with status ${status.code}:\n${
        said.split("\n").slice(0, 25).join("\n")
      }`,
    );
  }
  return output;
}

async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  line?: (line: string) => void,
): Promise<string> {
  let text = "";
  let rest = "";
  for await (const part of stream.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (line === undefined) continue;
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(line);
  }
  return text;
}
