/**
 * The comparison of two revisions of cramfs.
 *
 * @module
 */
import { hex } from "../abi/word.ts";
import { formatFlags } from "../abi/flags.ts";
import { PROT } from "../abi/prot.ts";
import { InputError } from "../errors.ts";
import {
  diffRevisions,
  type NommuBacking,
  type RevisionDiff,
  type RevisionDifference,
  type RevisionGroup,
} from "../files/cramfs/diff.ts";
import type { CramfsMapping } from "../files/cramfs/mapping.ts";
import {
  CRAMFS_REVISIONS,
  type CramfsRevision,
} from "../files/cramfs/revisions.ts";
import { wrap } from "../writing/wrap.ts";
import { quote } from "../scenario/text/quote.ts";

/** The revisions that have names of their own, for messages. */
const NAMES = Object.keys(CRAMFS_REVISIONS);

/** Whether a name is that of a revision, and of no kernel. */
export function isRevision(name: string): boolean {
  return NAMES.includes(name) && !name.startsWith("linux-");
}

/**
 * Compares two revisions.
 *
 * @param uninitialised What a variable that is never set holds.
 * @throws {InputError} if one of them is none.
 */
export function compareRevisions(
  left: string,
  right: string,
  uninitialised: number,
): RevisionDiff {
  for (const name of [left, right]) {
    if (!NAMES.includes(name)) {
      throw new InputError(
        `A revision of cramfs compares with another one, not with ${
          quote(name)
        }; there are ${NAMES.join(", ")}`,
      );
    }
  }
  if (left === right) throw new InputError(`${left} is compared with itself`);
  return diffRevisions(left as CramfsRevision, right as CramfsRevision, {
    uninitialised,
  });
}

/** A comparison as text of some width. */
export function revisionsText(diff: RevisionDiff, width: number): string {
  const { revisions: [left, right], requests, differing, groups } = diff;
  const head =
    `cramfs ${left} and ${right} answer ${differing} of ${requests} ` +
    "requests differently";
  const parts = groups.map((group) => groupText(group, diff, width));
  return [wrap(head, { width }).join("\n"), ...parts].join("\n\n") + "\n";
}

function groupText(
  { cause, sentence, source, differences }: RevisionGroup,
  { revisions: [left, right] }: RevisionDiff,
  width: number,
): string {
  const longest = Math.max(left.length, right.length);
  const first = differences[0]!;
  return [
    `${cause}: ${differences.length} requests`,
    ...wrap(sentence, { width: width - 2 }).map((line) => `  ${line}`),
    ...wrap(source, { width: width - 2 }).map((line) => `  ${line}`),
    `  ${requestText(first)}`,
    `    ${left.padEnd(longest)}  ${answerText(first.left)}`,
    `    ${right.padEnd(longest)}  ${answerText(first.right)}`,
  ].join("\n");
}

function requestText({ path, request, mmu }: RevisionDifference): string {
  const { pgoff, pages, prot, shared } = request;
  const access = formatFlags(prot, PROT);
  return `${path}, page ${pgoff}, ${pages} ${
    pages === 1 ? "page" : "pages"
  }, ` +
    `${access}, ${shared ? "SHARED" : "PRIVATE"}, ${
      mmu ? "with an MMU" : "without an MMU"
    }`;
}

function answerText(answer: CramfsMapping | NommuBacking): string {
  if (typeof answer === "string") return answer;
  const { kind, vmPgoff, runs } = answer;
  const pieces = runs.map(({ pages, from, address }) =>
    `${pages} from ${from}${address === undefined ? "" : ` at ${hex(address)}`}`
  );
  return [`${kind}, pgoff ${hex(vmPgoff)}`, ...pieces].join(", ");
}
