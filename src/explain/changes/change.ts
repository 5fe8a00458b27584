/**
 * One thing that could be different about a question.
 *
 * @module
 */
import type { Question } from "../../question/question.ts";

/** Who would have to change something. */
export type Side =
  /** The program that calls. */
  | "program"
  /** The driver or filesystem. */
  | "driver"
  /** Whoever mounts, attaches debuggers or sets up the machine. */
  | "system"
  /** What happened before. */
  | "history";

/** One thing that could be different. */
export interface Change {
  /** Who would have to do it. */
  readonly side: Side;
  /** What it is about; two changes of the same thing exclude each other. */
  readonly subject: string;
  /** The change in words, to be read after a colon or a comma. */
  readonly text: string;
  /** The program then gets something else than it asked for. */
  readonly loses?: boolean;
  /** Is not tried together with others. */
  readonly alone?: boolean;
  /** The question with the change. */
  apply(question: Question): Question;
}
