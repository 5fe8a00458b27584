/**
 * Holds recordings of the patch of 2 March 2005 (2.6.11-bdi), and of other
 * kernels before regions, against the engine. They are known by a header line,
 * whose `what` is `bdi-decision` or `bdi-sequences`; `kernel` names another.
 *
 * @module
 */
import { InputError } from "../../errors.ts";
import { LINUX_2_6_11_BDI } from "../../policy/editions/linux_2_6_11_bdi.ts";
import type { ListEdition } from "../../policy/list_edition.ts";
import type { Comparer, ConformSink, Json } from "../types.ts";
import { textOf } from "../fields.ts";
import { CaseComparer } from "./cases.ts";
import { readConstants } from "./constants.ts";
import { GridComparer } from "./grid.ts";
import { BdiSequenceComparer } from "./sequences.ts";

/** Whether a line is the header of such a recording. */
export function isBdiHeader(line: Json): boolean {
  return line["k"] === "header" && /^bdi-/.test(textOf(line["what"]));
}

/**
 * Makes the comparer for the lines of a recording; the header itself is passed
 * over. Its `line` throws an {@linkcode InputError} for what it does not know.
 *
 * @throws {InputError} if the header is not one of such a recording.
 *
 * @example
 * ```ts
 * import { createBdiComparer } from "./comparer.ts";
 * import { readJsonLines } from "../lines.ts";
 *
 * const path = "tests/data/vectors/bdi-sequences-sample.jsonl.gz";
 * const file = await Deno.open(path);
 * let agreed = 0;
 * let comparer;
 * for await (const { value, line } of readJsonLines(file.readable, path)) {
 *   comparer ??= createBdiComparer(value, {
 *     agreed: () => agreed++,
 *     disagreed: (_result, found) => console.log(found),
 *     skipped: () => {},
 *   });
 *   comparer.line(value, line);
 * }
 * console.log(agreed);
 * ```
 */
export function createBdiComparer(
  header: Json,
  sink: ConformSink,
  edition: ListEdition = LINUX_2_6_11_BDI,
): Comparer {
  if (!isBdiHeader(header)) {
    throw new InputError("Not the header of a 'bdi' recording");
  }
  const constants = readConstants(header);
  const grid = new GridComparer(header, constants, edition, sink);
  const cases = new CaseComparer(constants, edition, sink);
  const sequences = new BdiSequenceComparer(constants, edition, sink);
  return {
    line(value, line) {
      switch (value["k"]) {
        case "legend":
          return grid.legend(value);
        case "grid":
          return grid.row(value, line);
        case "case":
          return cases.line(value, line);
        case "sequence":
          return sequences.line(value, line);
        case "header":
          return;
        default:
          throw new InputError(`Unknown kind of line '${textOf(value["k"])}'`);
      }
    },
  };
}
