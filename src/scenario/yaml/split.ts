/**
 * Cuts a text with several documents into pieces that are parsed by themselves:
 * an error in one does not hide the others, and memory is freed in between.
 *
 * @module
 */

/** A piece of a text. */
export interface Piece {
  /** Offset of its start. */
  readonly at: number;
  /** Its text. */
  readonly text: string;
}

/**
 * Pieces that start with `---`. YAML allows these characters at the start of a
 * line nowhere but between documents. A text with directives stays whole,
 * for a directive stands before the `---` of its document.
 */
export function splitDocuments(text: string): Piece[] {
  if (/(?:^|[\n\r])%/.test(text)) return [{ at: 0, text }];
  const pieces: Piece[] = [];
  let start = 0;
  for (const match of text.matchAll(/(?<=[\n\r])---(?=[ \t\n\r]|$)/g)) {
    pieces.push({ at: start, text: text.slice(start, match.index) });
    start = match.index;
  }
  pieces.push({ at: start, text: text.slice(start) });
  return pieces;
}
