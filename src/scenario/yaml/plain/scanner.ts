/**
 * What block and flow collections have in common: the place in the text, the
 * rest of a line, keys.
 *
 * @module
 */
import type { Place, YamlValue } from "../value.ts";
import {
  COLON,
  HASH,
  IN_KEY,
  LINE_FEED,
  SPACE,
  STARTS_PLAIN,
} from "./characters.ts";
import { keyText } from "./keys.ts";

/** Deepest nesting that is read here. */
const DEEPEST = 32;
/** Most characters of a key that is read here. */
const LONGEST_KEY = 64;

/** Thrown where the parser has to read the document. */
class UnusualText extends Error {}

/** The one that is thrown. */
export const UNUSUAL: Error = new UnusualText();

/** A place in a text, which goes on as the text is read. */
export class PlainScanner {
  protected readonly text: string;
  protected readonly end: number;
  protected next: number;
  protected depth = 0;
  /** Place of the value that was read last. */
  protected place: Place = 0;

  /** Begins at an offset; `end` is that of the end. */
  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.next = start;
    this.end = end;
  }

  protected code(at: number): number {
    return this.text.charCodeAt(at);
  }

  protected spaces(from: number): number {
    let at = from;
    while (this.code(at) === SPACE) at++;
    return at;
  }

  protected comment(from: number): void {
    let at = from;
    for (;;) {
      const code = this.code(at++);
      if (code === LINE_FEED) break;
      if (code < SPACE || code > 0x7e) throw UNUSUAL;
    }
    this.next = at;
  }

  /** Only a comment may stand in the rest of the line. */
  protected endLine(from: number): void {
    const at = this.spaces(from);
    const code = this.code(at);
    if (code === LINE_FEED) this.next = at + 1;
    else if (code === HASH && at > from) this.comment(at);
    else throw UNUSUAL;
  }

  protected enter(): void {
    if (++this.depth > DEEPEST) throw UNUSUAL;
  }

  /** Reads a key that the mapping has not yet, and its colon. */
  protected key(mapping: { readonly [key: string]: YamlValue }): string {
    const start = this.next;
    if (STARTS_PLAIN[this.code(start)] !== 1) throw UNUSUAL;
    let at = start;
    let hash = 0;
    let code = this.code(at);
    do {
      hash = Math.imul(hash, 31) + code | 0;
      code = this.code(++at);
    } while (IN_KEY[code] === 1);
    if (code !== COLON || at - start > LONGEST_KEY) throw UNUSUAL;
    const after = this.code(at + 1);
    if (after !== SPACE && after !== LINE_FEED) throw UNUSUAL;
    const key = keyText(this.text, start, at, hash);
    if (key in mapping || key === "prototype") throw UNUSUAL;
    this.next = at + 1;
    return key;
  }
}
