/**
 * What a file answers to every protection and mapping type.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { mmapOf, withMmap } from "../question/edit.ts";
import { mapFlags, protFlags } from "../question/make.ts";
import { ask, outcomeWord, type Question } from "../question/question.ts";
import type { Flags } from "../scenario/types.ts";

/** What one request comes to. */
export interface Cell {
  /** The outcome in one word. */
  readonly word: string;
  /** Id of the rule that decides. */
  readonly reason: string;
  /** Ids of the hazards that the kernel runs into. */
  readonly hazards: readonly string[];
}

/** Outcomes by protection and flags. */
export interface OutcomeTable {
  /** The question that all cells vary. */
  readonly question: Question;
  /** Protections, from nothing to everything. */
  readonly rows: readonly Flags[];
  /** Flags: MAP_PRIVATE and MAP_SHARED. */
  readonly columns: readonly Flags[];
  /** Outcomes, row by row. */
  readonly cells: readonly (readonly Cell[])[];
}

const PROTECTIONS = [0, 1, 2, 4, 3, 5, 6, 7];

/** The table of a question's file, or of anonymous memory. */
export function tableOf(
  question: Question,
  edition: AnyEdition,
): OutcomeTable {
  const { flags: { value } } = mmapOf(question)!;
  const kept = value & MAP.ANONYMOUS;
  const rows = PROTECTIONS.map(protFlags);
  const columns = [MAP.PRIVATE | kept, MAP.SHARED | kept].map(mapFlags);
  const cells = rows.map((prot) =>
    columns.map((flags): Cell => {
      const asked = withMmap(question, { prot, flags });
      const outcome = ask(asked, edition);
      return {
        word: outcomeWord(outcome),
        reason: outcome?.reason ?? "",
        hazards: outcome?.hazards.map(({ id }) => id) ?? [],
      };
    })
  );
  return { question, rows, columns, cells };
}
