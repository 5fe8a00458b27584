/**
 * Where a kernel counts the messages that it limits.
 *
 * @module
 */

/** Variables of one source file each, which are zero in a fresh kernel. */
const COUNTERS: readonly (readonly [file: string, name: RegExp])[] = [
  // do_munmap() complains of unmapped memory five times.
  ["nommu.c", /^limit(\.\d+)?$/],
  // kernel_read() complains of files without read_iter() only so often; an
  // interval of zero takes the limit away.
  ["read_write.c", /^_rs(\.\d+)?$/],
  // warn_alloc()
  ["page_alloc.c", /^nopage_rs(\.\d+)?$/],
];

/**
 * Finds those variables in what `readelf -sW vmlinux` prints. Local symbols
 * follow the name of the source file that they are from.
 *
 * @returns Address and size in bytes of each that is there.
 */
export function messageCounters(symbols: string): [number, number][] {
  const found: [number, number][] = [];
  let file = "";
  for (const line of symbols.split("\n")) {
    // Num: Value Size Type Bind Vis Ndx Name
    const [, value, size, type, , , , name] = line.trim().split(/\s+/);
    if (type === "FILE") file = name ?? "";
    if (type !== "OBJECT" || name === undefined) continue;
    if (COUNTERS.some(([from, what]) => from === file && what.test(name))) {
      found.push([Number(`0x${value}`), Number(size)]);
    }
  }
  return found;
}
