/**
 * Lines and columns of a text.
 *
 * @module
 */
import type { SourceText } from "./types.ts";

/** The text of a file with its name; lines are looked for when asked. */
export function createSourceText(file: string, text: string): SourceText {
  let starts: number[] | undefined;
  return {
    file,
    position(at) {
      starts ??= lineStarts(text);
      let low = 0;
      let high = starts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (starts[middle]! <= at) low = middle;
        else high = middle;
      }
      return { file, line: low + 1, column: at - starts[low]! + 1 };
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    starts.push(match.index + match[0].length);
  }
  return starts;
}
