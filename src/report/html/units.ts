/**
 * Sizes and addresses for people.
 *
 * @module
 */

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;

/** A size in bytes in the largest unit of which it is a whole number. */
export function bytesText(bytes: number | bigint): string {
  let value = BigInt(bytes);
  let unit = 0;
  while (value >= 1024n && value % 1024n === 0n && unit + 1 < UNITS.length) {
    value /= 1024n;
    unit++;
  }
  return `${value} ${UNITS[unit]}`;
}

/** A size in bytes in few characters, rounded down: `15.98 MiB`. */
export function shortBytes(bytes: number | bigint): string {
  let value = Number(bytes);
  let unit = 0;
  while (value >= 1024 && unit + 1 < UNITS.length) {
    value /= 1024;
    unit++;
  }
  const step = value >= 100 ? 1 : 100;
  return `${Math.floor(value * step) / step} ${UNITS[unit]}`;
}

/** `1 page`, `2 pages`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
