/**
 * Kernels as people name several of them.
 *
 * @module
 */
import { EDITIONS } from "../policy/editions.ts";

/**
 * Names of kernels in few words: three or more of which none between is left
 * out are named by the first and the last.
 *
 * @example
 * ```ts
 * import { kernelsText } from "./kernels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   kernelsText(["linux-2.6.29", "linux-5.15", "linux-6.1", "linux-6.3"]),
 *   "linux-2.6.29, linux-5.15 to linux-6.3",
 * );
 * ```
 */
export function kernelsText(kernels: readonly string[]): string {
  const parts: string[] = [];
  for (let from = 0; from < kernels.length;) {
    const place = EDITIONS.findIndex(({ id }) => id === kernels[from]);
    let end = from + 1;
    while (
      place >= 0 && end < kernels.length &&
      EDITIONS[place + end - from]?.id === kernels[end]
    ) end++;
    const run = kernels.slice(from, end);
    parts.push(...run.length < 3 ? run : [`${run[0]} to ${run.at(-1)}`]);
    from = end;
  }
  return parts.join(", ");
}
