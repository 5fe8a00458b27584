/**
 * What a rule is.
 *
 * @module
 */

/** What a rule does when it applies. */
export type RuleEffect =
  /** The call fails with an errno. */
  | "refuse"
  /** DIRECT or COPY is taken from the capabilities and the call goes on. */
  | "restrict"
  /** Something else changes and the call goes on. */
  | "adjust"
  /** The call succeeds this way. */
  | "grant";

/** Requests that a rule can see. */
export type RuleScope =
  | "any"
  | "file"
  | "shared-file"
  | "private-file"
  | "anonymous";

/** One decision of the policy. */
export interface Rule {
  /** Stable name. */
  readonly id: string;
  /** What it does when it applies. */
  readonly effect: RuleEffect;
  /** Which requests reach it. */
  readonly scope: RuleScope;
  /** One sentence for the author of a driver. */
  readonly sentence: string;
  /** Place in the kernel: file and function. */
  readonly source: string;
  /** First release with the rule; left out: it was always there. */
  readonly since?: string;
  /** Last release with the rule; left out: it is still there. */
  readonly until?: string;
}
