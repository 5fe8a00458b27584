/**
 * Block mappings and lists.
 *
 * @module
 */
import type { MappingPlace, Place, YamlDocument, YamlValue } from "../value.ts";
import {
  COLON,
  DASH,
  HASH,
  IN_KEY,
  LINE_FEED,
  SPACE,
  STARTS_PLAIN,
} from "./characters.ts";
import { FlowReader } from "./flow.ts";
import { UNUSUAL } from "./scanner.ts";

/** Reads a document. */
export class PlainReader extends FlowReader {
  /** Column of the line that follows the block that was read last. */
  #column = -1;

  /** Reads all of it. */
  document(): YamlDocument {
    const at = this.next;
    if (this.text.startsWith("---\n", at) && at + 4 <= this.end) {
      this.next = at + 4;
    }
    if (this.#nextLine() !== 0) throw UNUSUAL;
    const value = this.#blockMapping(0);
    if (this.next < this.end) throw UNUSUAL;
    return { value, place: this.place };
  }

  /**
   * Goes to the first character of the next line that says something, and
   * answers its column; -1 at the end.
   */
  #nextLine(): number {
    while (this.next < this.end) {
      const at = this.spaces(this.next);
      const code = this.code(at);
      if (code !== LINE_FEED && code !== HASH) {
        const column = at - this.next;
        this.next = at;
        return column;
      }
      if (code === HASH) this.comment(at);
      else this.next = at + 1;
    }
    return -1;
  }

  /** Reads the mapping whose first key stands here, in this column. */
  #blockMapping(column: number): YamlValue {
    this.enter();
    const value: { [key: string]: YamlValue } = {};
    const place: MappingPlace = { at: this.next, keys: {}, values: {} };
    let next = column;
    while (next === column) {
      const keyAt = this.next;
      const key = this.key(value);
      const entryAt = this.spaces(this.next);
      if (this.code(entryAt) === LINE_FEED) {
        this.next = entryAt + 1;
        next = this.#nextLine();
        const isList = this.#isItem(this.next);
        if (next < column || next === column && !isList) throw UNUSUAL;
        value[key] = isList ? this.#blockList(next) : this.#blockMapping(next);
        next = this.#column;
      } else {
        this.next = entryAt;
        value[key] = this.#inLine();
        next = this.#nextLine();
      }
      place.keys[key] = keyAt;
      place.values[key] = this.place;
    }
    if (next > column) throw UNUSUAL;
    this.#column = next;
    this.place = place;
    this.depth--;
    return value;
  }

  /** Reads the list whose first dash stands here, in this column. */
  #blockList(column: number): YamlValue {
    this.enter();
    const value: YamlValue[] = [];
    const items: Place[] = [];
    const at = this.next;
    let next = column;
    while (next === column && this.#isItem(this.next)) {
      this.next += 2;
      if (this.#startsKey(this.next)) {
        value.push(this.#blockMapping(column + 2));
        next = this.#column;
      } else {
        value.push(this.#inLine());
        next = this.#nextLine();
      }
      items.push(this.place);
    }
    if (next > column) throw UNUSUAL;
    this.#column = next;
    this.place = { at, items };
    this.depth--;
    return value;
  }

  #isItem(at: number): boolean {
    return this.code(at) === DASH && this.code(at + 1) === SPACE;
  }

  #startsKey(from: number): boolean {
    let at = from;
    while (IN_KEY[this.code(at)] === 1) at++;
    if (at === from || this.code(at) !== COLON) return false;
    const after = this.code(at + 1);
    return after === SPACE || after === LINE_FEED;
  }

  /** Reads a value that ends in this line, and the rest of the line. */
  #inLine(): YamlValue {
    const at = this.next;
    const code = this.code(at);
    if (STARTS_PLAIN[code] === 1) return this.#plain();
    const value = this.flow();
    this.endLine(this.next);
    return value;
  }

  /** Reads a plain text to the end of its line. */
  #plain(): string {
    const start = this.next;
    let end = start;
    let at = start;
    let before = 0;
    for (;;) {
      const code = this.code(at);
      if (code === LINE_FEED || code === HASH && before === SPACE) break;
      if (code === COLON) {
        const after = this.code(at + 1);
        if (after === SPACE || after === LINE_FEED) throw UNUSUAL;
      } else if (code < SPACE || code > 0x7e) throw UNUSUAL;
      at++;
      if (code !== SPACE) end = at;
      before = code;
    }
    this.endLine(end);
    this.place = start;
    return this.text.slice(start, end);
  }
}
