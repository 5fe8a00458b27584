/** What runs on the engine have in common, with regions and before. */
import { assertEquals } from "@std/assert";
import { CAPABILITY } from "../../../src/abi/capabilities.ts";
import { errnoName } from "../../../src/abi/errno.ts";
import type { Driver } from "../../../src/files/driver.ts";
import { scriptedDriver } from "../../../src/files/scripted.ts";
import type { Outcome } from "../../../src/mm/outcome.ts";
import { type FileDeclaration, SHORT } from "./files.ts";

const LETTERS: Readonly<Record<string, keyof typeof CAPABILITY>> = {
  C: "COPY",
  D: "DIRECT",
  r: "READ",
  w: "WRITE",
  x: "EXEC",
};

/** How a sequence went. */
export interface RunCounts {
  /** Calls that both made. */
  calls: number;
  /** Those that succeeded. */
  succeeded: number;
  /** Sequences that a hazard ended. */
  broken: number;
}

/** The driver of a declaration, which is not of ramfs. */
export function driverOf(
  { type, capabilities, area, mmap, read }: FileDeclaration,
  readWith: "read" | "read_iter",
): Driver {
  return scriptedDriver({
    type: type as "reg" | "chr" | "blk",
    ...(capabilities === undefined ? {} : {
      capabilities: [...capabilities].reduce(
        (bits, letter) => bits | CAPABILITY[LETTERS[letter]!],
        0,
      ),
    }),
    ...(area === undefined ? {} : {
      getUnmappedArea: typeof area === "number" ? { base: area } : area,
    }),
    ...(mmap === "absent" ? {} : { mmap }),
    ...(read === "absent"
      ? {}
      : { read: read === "short" ? { atMost: SHORT } : read }),
    readWith,
  });
}

/** Fails unless a call ended with this errno; left out: with success. */
export function expectErrno(outcome: Outcome, errno: string | undefined): void {
  assertEquals(
    outcome.errno === 0 ? undefined : errnoName(outcome.errno),
    errno,
    `errno of ${outcome.reason}`,
  );
}

/** Both kernels took as many bytes, or refused them for the same reason. */
export function expectTaken(outcome: Outcome, taken: number | string): void {
  if (typeof taken === "string") expectErrno(outcome, taken);
  else assertEquals([outcome.errno, outcome.value], [0, taken]);
}
