/**
 * Ending a long command when the user asks for it.
 *
 * @module
 */

import { OutputError } from "./output.ts";

/** Statuses that shells give to programs that a signal has ended. */
const STATUSES = { SIGINT: 130, SIGTERM: 143 } as const;
type EndingSignal = keyof typeof STATUSES;
const SIGNALS = Object.keys(STATUSES) as EndingSignal[];

/** The user has ended the command. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  /** The exit status. */
  readonly status: number;

  /** The signal. */
  readonly signal: EndingSignal;

  /** Makes the error; the text says what was done until then. */
  constructor(signal: EndingSignal, done?: string) {
    super(`Interrupted by ${signal}${done === undefined ? "" : `: ${done}`}`);
    this.status = STATUSES[signal];
    this.signal = signal;
  }

  /** The same, with what was done. */
  after(done: string): Interrupted {
    return new Interrupted(this.signal, done);
  }
}

let controller: AbortController | undefined;

/**
 * Milliseconds in which a second signal is the first one: `deno task` passes on
 * to its program what the terminal has sent to both.
 */
const SAME_SIGNAL = 250;

/**
 * Aborted with an {@linkcode Interrupted} when SIGINT or SIGTERM comes; another
 * signal ends the process at once. From the first call on, signals only
 * arrive while the program waits for something: the runtime cannot give them
 * back their effect.
 */
export function interruption(): AbortSignal {
  if (controller !== undefined) return controller.signal;
  const { signal } = controller = new AbortController();
  let came = 0;
  for (const name of SIGNALS) {
    Deno.addSignalListener(name, () => {
      if (!signal.aborted) {
        came = performance.now();
        controller?.abort(new Interrupted(name));
      } else if (performance.now() - came > SAME_SIGNAL) {
        Deno.exit(STATUSES[name]);
      }
    });
  }
  return signal;
}

/** Milliseconds of work between two looks for signals. */
const INTERVAL = 100;

let last = performance.now();

/**
 * Lets signals arrive, if it is time to. Long work calls this between its
 * steps.
 *
 * @param done Says what was done until now.
 * @throws {Interrupted} if a signal came.
 */
export function pause(done?: () => string): Promise<void> | undefined {
  return performance.now() - last < INTERVAL ? undefined : signalsArrive(done);
}

/**
 * Lets signals arrive.
 *
 * @throws {Interrupted} if one came.
 */
export async function signalsArrive(done?: () => string): Promise<void> {
  const signal = interruption();
  await new Promise((resolve) => setTimeout(resolve));
  if (signal.aborted) {
    const interrupted = signal.reason as Interrupted;
    throw done === undefined ? interrupted : interrupted.after(done());
  }
  last = performance.now();
}

/**
 * The signal that an error comes from, if it comes from one: it ends the
 * programs of a pipe together, and one may notice first that the other's end is
 * closed.
 */
export async function interruptionBehind(
  error: unknown,
): Promise<Interrupted | undefined> {
  if (error instanceof Interrupted) return error;
  if (!(error instanceof OutputError) || controller === undefined) return;
  try {
    await signalsArrive();
  } catch (error) {
    if (error instanceof Interrupted) return error;
    throw error;
  }
}

/**
 * Does work that pauses between two of its steps.
 *
 * @throws {Interrupted} if a signal came.
 */
export async function inSteps<T>(
  work: Iterator<unknown, T>,
  done?: () => string,
): Promise<T> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    const paused = pause(done);
    if (paused !== undefined) await paused;
  }
}
