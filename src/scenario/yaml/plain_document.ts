/**
 * Reads documents that are written the way nearly all scenarios are: ASCII,
 * block mappings and lists of plain or quoted texts, and flow collections that
 * end in their line. All else, and all that is wrong, is left to the parser.
 *
 * @module
 */
import type { MappingPlace, Place, YamlDocument, YamlValue } from "./value.ts";

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const HASH = 0x23;
const SINGLE_QUOTE = 0x27;
const COMMA = 0x2c;
const DASH = 0x2d;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_MAPPING = 0x7b;
const CLOSE_MAPPING = 0x7d;

/** Deepest nesting that is read here. */
const DEEPEST = 32;
/** Most characters of a document that is read here, far from any limit. */
const LONGEST = 64 * 1024;
/** Most characters of a key that is read here. */
const LONGEST_KEY = 64;

/** For each ASCII character, whether a plain text can start with it. */
const STARTS_PLAIN = tableOf(/[A-Za-z0-9_/.(+<=]/);
/** For each ASCII character, whether it can stand in a key that is read here. */
const IN_KEY = tableOf(/[A-Za-z0-9_/.-]/);

function tableOf(characters: RegExp): Uint8Array {
  return Uint8Array.from(
    { length: 128 },
    (_, code) => characters.test(String.fromCharCode(code)) ? 1 : 0,
  );
}

/** Keys that were read, each at a place that its characters make. */
const KEYS: string[] = new Array(1024).fill("");

/** The text of a key; the same few stand in every scenario. */
function keyText(
  text: string,
  start: number,
  end: number,
  hash: number,
): string {
  const index = (hash ^ hash >>> 12) & 1023;
  const known = KEYS[index]!;
  if (known.length === end - start && text.startsWith(known, start)) {
    return known;
  }
  return KEYS[index] = text.slice(start, end);
}

/** Thrown where the parser has to read the document. */
class UnusualText extends Error {}

const UNUSUAL = new UnusualText();

/**
 * The document in a part of a text, or `undefined` if the parser has to read
 * it.
 *
 * @param start Offset of the part.
 * @param end Offset of its end.
 */
export function readPlainDocument(
  text: string,
  start: number,
  end: number,
): YamlDocument | undefined {
  if (end - start > LONGEST || text.charCodeAt(end - 1) !== LINE_FEED) {
    return undefined;
  }
  try {
    return new PlainReader(text, start, end).document();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

class PlainReader {
  readonly #text: string;
  readonly #end: number;
  #next: number;
  #depth = 0;
  /** Column of the line that follows the block that was read last. */
  #column = -1;
  /** Place of the value that was read last. */
  #place: Place = 0;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#next = start;
    this.#end = end;
  }

  document(): YamlDocument {
    const at = this.#next;
    if (this.#text.startsWith("---\n", at) && at + 4 <= this.#end) {
      this.#next = at + 4;
    }
    if (this.#nextLine() !== 0) throw UNUSUAL;
    const value = this.#blockMapping(0);
    if (this.#next < this.#end) throw UNUSUAL;
    return { value, place: this.#place };
  }

  #code(at: number): number {
    return this.#text.charCodeAt(at);
  }

  /**
   * Goes to the first character of the next line that says something, and
   * answers its column; -1 at the end.
   */
  #nextLine(): number {
    while (this.#next < this.#end) {
      const at = this.#spaces(this.#next);
      const code = this.#code(at);
      if (code !== LINE_FEED && code !== HASH) {
        const column = at - this.#next;
        this.#next = at;
        return column;
      }
      if (code === HASH) this.#comment(at);
      else this.#next = at + 1;
    }
    return -1;
  }

  #spaces(from: number): number {
    let at = from;
    while (this.#code(at) === SPACE) at++;
    return at;
  }

  #comment(from: number): void {
    let at = from;
    for (;;) {
      const code = this.#code(at++);
      if (code === LINE_FEED) break;
      if (code < SPACE || code > 0x7e) throw UNUSUAL;
    }
    this.#next = at;
  }

  /** Only a comment may stand in the rest of the line. */
  #endLine(from: number): void {
    const at = this.#spaces(from);
    const code = this.#code(at);
    if (code === LINE_FEED) this.#next = at + 1;
    else if (code === HASH && at > from) this.#comment(at);
    else throw UNUSUAL;
  }

  /** Reads the mapping whose first key stands here, in this column. */
  #blockMapping(column: number): YamlValue {
    this.#enter();
    const value: { [key: string]: YamlValue } = {};
    const place: MappingPlace = { at: this.#next, keys: {}, values: {} };
    let next = column;
    while (next === column) {
      const keyAt = this.#next;
      const key = this.#key(value);
      const entryAt = this.#spaces(this.#next);
      if (this.#code(entryAt) === LINE_FEED) {
        this.#next = entryAt + 1;
        next = this.#nextLine();
        const isList = this.#isItem(this.#next);
        if (next < column || next === column && !isList) throw UNUSUAL;
        value[key] = isList ? this.#blockList(next) : this.#blockMapping(next);
        next = this.#column;
      } else {
        this.#next = entryAt;
        value[key] = this.#inLine();
        next = this.#nextLine();
      }
      place.keys[key] = keyAt;
      place.values[key] = this.#place;
    }
    if (next > column) throw UNUSUAL;
    this.#column = next;
    this.#place = place;
    this.#depth--;
    return value;
  }

  /** Reads the list whose first dash stands here, in this column. */
  #blockList(column: number): YamlValue {
    this.#enter();
    const value: YamlValue[] = [];
    const items: Place[] = [];
    const at = this.#next;
    let next = column;
    while (next === column && this.#isItem(this.#next)) {
      this.#next += 2;
      if (this.#startsKey(this.#next)) {
        value.push(this.#blockMapping(column + 2));
        next = this.#column;
      } else {
        value.push(this.#inLine());
        next = this.#nextLine();
      }
      items.push(this.#place);
    }
    if (next > column) throw UNUSUAL;
    this.#column = next;
    this.#place = { at, items };
    this.#depth--;
    return value;
  }

  #enter(): void {
    if (++this.#depth > DEEPEST) throw UNUSUAL;
  }

  #isItem(at: number): boolean {
    return this.#code(at) === DASH && this.#code(at + 1) === SPACE;
  }

  #startsKey(from: number): boolean {
    let at = from;
    while (IN_KEY[this.#code(at)] === 1) at++;
    if (at === from || this.#code(at) !== COLON) return false;
    const after = this.#code(at + 1);
    return after === SPACE || after === LINE_FEED;
  }

  /** Reads a key that the mapping has not yet, and its colon. */
  #key(mapping: { readonly [key: string]: YamlValue }): string {
    const start = this.#next;
    if (STARTS_PLAIN[this.#code(start)] !== 1) throw UNUSUAL;
    let at = start;
    let hash = 0;
    let code = this.#code(at);
    do {
      hash = Math.imul(hash, 31) + code | 0;
      code = this.#code(++at);
    } while (IN_KEY[code] === 1);
    if (code !== COLON || at - start > LONGEST_KEY) throw UNUSUAL;
    const after = this.#code(at + 1);
    if (after !== SPACE && after !== LINE_FEED) throw UNUSUAL;
    const key = keyText(this.#text, start, at, hash);
    if (key in mapping || key === "prototype") throw UNUSUAL;
    this.#next = at + 1;
    return key;
  }

  /** Reads a value that ends in this line, and the rest of the line. */
  #inLine(): YamlValue {
    const at = this.#next;
    const code = this.#code(at);
    if (STARTS_PLAIN[code] === 1) return this.#plain();
    const value = this.#flow();
    this.#endLine(this.#next);
    return value;
  }

  /** Reads a plain text to the end of its line. */
  #plain(): string {
    const start = this.#next;
    let end = start;
    let at = start;
    let before = 0;
    for (;;) {
      const code = this.#code(at);
      if (code === LINE_FEED || code === HASH && before === SPACE) break;
      if (code === COLON) {
        const after = this.#code(at + 1);
        if (after === SPACE || after === LINE_FEED) throw UNUSUAL;
      } else if (code < SPACE || code > 0x7e) throw UNUSUAL;
      at++;
      if (code !== SPACE) end = at;
      before = code;
    }
    this.#endLine(end);
    this.#place = start;
    return this.#text.slice(start, end);
  }

  #flow(): YamlValue {
    switch (this.#code(this.#next)) {
      case OPEN_MAPPING:
        return this.#flowMapping();
      case OPEN_LIST:
        return this.#flowList();
      case DOUBLE_QUOTE:
        return this.#quoted(DOUBLE_QUOTE);
      case SINGLE_QUOTE:
        return this.#quoted(SINGLE_QUOTE);
      default:
        return this.#flowPlain();
    }
  }

  /** Reads a quoted text in which each character stands for itself. */
  #quoted(quote: number): string {
    const start = this.#next;
    let at = start + 1;
    for (;;) {
      const code = this.#code(at);
      if (code === quote) break;
      if (code === BACKSLASH && quote === DOUBLE_QUOTE) throw UNUSUAL;
      if (code < SPACE || code > 0x7e) throw UNUSUAL;
      at++;
    }
    if (this.#code(at + 1) === quote) throw UNUSUAL;
    this.#next = at + 1;
    this.#place = start;
    return this.#text.slice(start + 1, at);
  }

  #flowPlain(): string {
    const start = this.#next;
    if (STARTS_PLAIN[this.#code(start)] !== 1) throw UNUSUAL;
    let at = start;
    let end = start;
    for (;;) {
      const code = this.#code(at);
      switch (code) {
        case COMMA:
        case CLOSE_LIST:
        case CLOSE_MAPPING:
          this.#next = at;
          this.#place = start;
          return this.#text.slice(start, end);
        case COLON:
        case HASH:
        case OPEN_LIST:
        case OPEN_MAPPING:
          throw UNUSUAL;
        default:
          if (code < SPACE || code > 0x7e) throw UNUSUAL;
          at++;
          if (code !== SPACE) end = at;
      }
    }
  }

  #flowMapping(): YamlValue {
    this.#enter();
    const value: { [key: string]: YamlValue } = {};
    const place: MappingPlace = { at: this.#next, keys: {}, values: {} };
    let more = this.#flowStart(CLOSE_MAPPING);
    while (more) {
      const keyAt = this.#next;
      const key = this.#key(value);
      this.#next = this.#spaces(this.#next);
      value[key] = this.#flow();
      place.keys[key] = keyAt;
      place.values[key] = this.#place;
      more = this.#flowNext(CLOSE_MAPPING);
    }
    this.#place = place;
    this.#depth--;
    return value;
  }

  #flowList(): YamlValue {
    this.#enter();
    const value: YamlValue[] = [];
    const items: Place[] = [];
    const at = this.#next;
    let more = this.#flowStart(CLOSE_LIST);
    while (more) {
      value.push(this.#flow());
      items.push(this.#place);
      more = this.#flowNext(CLOSE_LIST);
    }
    this.#place = { at, items };
    this.#depth--;
    return value;
  }

  /** Whether something stands in the collection that starts here. */
  #flowStart(close: number): boolean {
    this.#next = this.#spaces(this.#next + 1);
    if (this.#code(this.#next) !== close) return true;
    this.#next++;
    return false;
  }

  /** Whether another entry follows. */
  #flowNext(close: number): boolean {
    const at = this.#spaces(this.#next);
    const code = this.#code(at);
    if (code !== COMMA && code !== close) throw UNUSUAL;
    this.#next = code === COMMA ? this.#spaces(at + 1) : at + 1;
    return code === COMMA;
  }
}
