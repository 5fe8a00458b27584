/**
 * Addresses that a driver keeps in an `int`.
 *
 * @module
 */
import { toWord, type Word } from "../abi/word.ts";
import type { DriverHost } from "./driver.ts";

/**
 * What comes back of an address that was kept in an `int`: the same on 32-bit
 * machines, otherwise its low 32 bits with the sign extended.
 */
export function addressFromInt(address: Word, host: DriverHost): Word {
  const { wordSize } = host.arch;
  const kept = toWord(BigInt.asIntN(32, BigInt(address)), wordSize);
  if (kept !== address) host.hazard("address-truncated-to-int");
  return kept;
}

/** The word of a negative errno. */
export function errorWord(errno: number, host: DriverHost): Word {
  return toWord(-errno, host.arch.wordSize);
}
