/**
 * Words of flags in strace output.
 *
 * @module
 */
import type { FlagNames } from "../abi/flags.ts";

/** Names for no bit at all. */
const IGNORED: ReadonlySet<string> = new Set(["PROT_NONE", "MAP_FILE", ""]);

/** The bits; names that are not known are added to a list. */
export function readBits(
  text: string,
  names: FlagNames,
  prefix: string,
  unknown: string[],
): number {
  const bare = text.replace(/\/\*.*?\*\//g, "").trim();
  let value = 0;
  for (const part of bare.split("|").map((one) => one.trim())) {
    const name = part.startsWith(prefix) ? part.slice(prefix.length) : part;
    if (Object.hasOwn(names, name)) value |= names[name]!;
    else if (/^(?:0x[0-9a-f]{1,8}|[0-9]{1,10})$/.test(part)) {
      value |= Number(part);
    } else if (!IGNORED.has(part)) unknown.push(part);
  }
  return value >>> 0;
}
