/**
 * Kernel configurations made of fragments.
 *
 * @module
 */

/**
 * The lines of a fragment that the finished configuration does not follow.
 * An option that is asked to be off may also not exist.
 */
export function unmetOptions(fragment: string, config: string): string[] {
  const lines = new Set(config.split("\n"));
  const set = new Set(
    [...lines].flatMap((line) => /^(CONFIG_\w+)=/.exec(line)?.[1] ?? []),
  );
  return fragment.split("\n").filter((line) => {
    const off = /^# (CONFIG_\w+) is not set$/.exec(line)?.[1];
    if (off !== undefined) return set.has(off);
    return line.startsWith("CONFIG_") && !lines.has(line);
  });
}
