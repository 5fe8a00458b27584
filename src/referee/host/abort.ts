/**
 * Waiting that can be given up.
 *
 * @module
 */

/**
 * Waits for something that knows nothing of signals.
 *
 * @throws the reason of `signal` as soon as it is aborted.
 */
export async function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal === undefined) return await work;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort);
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** Milliseconds after which a program has not ended because of an abort. */
const MOMENT = 200;

/**
 * Waits a moment after a program has failed: a terminal interrupts all programs
 * together, and this one may be the last that hears of it.
 *
 * @throws the reason of `signal` if it is aborted then.
 */
export async function unlessAbortedSoon(
  signal: AbortSignal | undefined,
): Promise<void> {
  if (signal === undefined) return;
  for (let waited = 0; waited < MOMENT && !signal.aborted; waited += 10) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  signal.throwIfAborted();
}
