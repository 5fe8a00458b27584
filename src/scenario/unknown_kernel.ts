/**
 * What is said of a kernel that there is not.
 *
 * @module
 */
import { compareReleases, releaseOf } from "./kernel_range.ts";
import { nearest } from "./text/nearest.ts";
import { quote } from "./text/quote.ts";

/**
 * The message: of a release it names the known ones before and after it, of
 * anything else the one that is spelt most alike.
 *
 * @param names The known kernels, oldest first.
 *
 * @example
 * ```ts
 * import { unknownKernel } from "./unknown_kernel.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   unknownKernel("6.15", ["linux-6.1", "linux-6.12", "linux-6.17"]),
 *   "Unknown kernel '6.15'; did you mean 'linux-6.12' or 'linux-6.17'?",
 * );
 * ```
 */
export function unknownKernel(name: string, names: readonly string[]): string {
  const near = neighbours(name, names) ?? [nearest(name, names) ?? []].flat();
  const known = `known are ${names[0]} to ${names.at(-1)}`;
  return `Unknown kernel ${quote(name)}; ${
    near.length === 0
      ? known
      : `did you mean ${near.map((one) => quote(one)).join(" or ")}?`
  }`;
}

function neighbours(
  name: string,
  names: readonly string[],
): string[] | undefined {
  const release = releaseOf(name);
  if (release === undefined || /-[a-z]/.test(name.replace("linux-", ""))) {
    return undefined;
  }
  const after = names.findIndex((one) =>
    compareReleases(releaseOf(one) ?? [], release) > 0
  );
  const place = after < 0 ? names.length : after;
  return names.slice(Math.max(0, place - 1), place + 1);
}
