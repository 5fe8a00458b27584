/**
 * What a system call before regions came to.
 *
 * @module
 */
import type { CrashId } from "./journal.ts";
import type { ListVma } from "./vma.ts";

/** How a call ended. */
export type Fate =
  /** It answered a value. */
  | "ok"
  /** It answered an errno. */
  | "err"
  /** The kernel stopped at an assertion. */
  | "BUG"
  /** The kernel used a null pointer. */
  | "OOPS"
  /** Nothing can be said: it depends on a value that was never set. */
  | "UNINIT"
  /** It waits for a semaphore that nobody will release. */
  | "DEADLOCK";

/** The result of one call. The machine has one, which the next call changes. */
export class ListResult {
  /** How it ended. */
  fate: Fate = "ok";
  /** A positive error number, or 0. Drivers may invent some. */
  errno = 0;
  /** What the call answered, as an unsigned word. */
  value = 0;
  /** Number of the rule that decided. */
  reason = 0;
  /** The verdict of the validation. */
  verdict = 0;
  /** The mapping that the caller ends up with. */
  vma: ListVma | null = null;
  /** The mapping was there before. */
  reused = false;
  /** What the kernel stopped at. */
  crash: CrashId | null = null;
  /** `nommu_vma_sem` was held when the kernel stopped. */
  lockHeld = false;
}
