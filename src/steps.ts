/**
 * Work that is done step by step, so that it can be broken off between two.
 *
 * @module
 */

/** Does all steps at once, and answers what the work comes to. */
export function allSteps<T>(work: Iterator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
