/**
 * What is wrong with a text that is no YAML, in words that help.
 *
 * @module
 */
import type { YAMLException } from "./js_yaml.ts";

/** A reason and the offset in the text that it is about. */
export interface YamlReason {
  /** Offset in characters. */
  readonly at: number;
  /** What is wrong there. */
  readonly reason: string;
}

/** Says why the parser does not take the text. */
export function yamlReason(error: YAMLException, text: string): YamlReason {
  const at = Math.min(error.mark?.position ?? 0, text.length);
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const tab = /^ *\t/.exec(text.slice(lineStart));
  if (tab !== null) {
    return {
      at: lineStart + tab[0].length - 1,
      reason: "A tab must not stand in the indentation",
    };
  }
  if (/indentation of a mapping entry/.test(error.reason)) {
    const block = blockAbove(text, lineStart);
    if (block !== undefined) return { at, reason: block };
  }
  if (error.reason.includes("maxDepth")) {
    return { at, reason: "Nesting is deeper than 64 levels" };
  }
  const { reason } = error;
  return { at, reason: reason.charAt(0).toUpperCase() + reason.slice(1) };
}

/**
 * The reason if the line ends a block scalar because its indentation is less
 * than that of the block's first line, as in a table whose heads stand further
 * right than its rows.
 */
function blockAbove(text: string, lineStart: number): string | undefined {
  const lines = text.slice(0, lineStart).split("\n").slice(0, -1);
  const header = lines.findLastIndex((line) => /[|>][-+]?\s*$/.test(line));
  const first = lines[header + 1];
  if (header < 0 || first === undefined) return undefined;
  const own = indentOf(text.slice(lineStart));
  if (own >= indentOf(first) || own <= indentOf(lines[header]!)) {
    return undefined;
  }
  return "Line is indented less than the first line of its block; write a " +
    "number after the '|', such as '|2', for how far the block is indented";
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
