/**
 * Quoted texts, and flow collections that end in their line.
 *
 * @module
 */
import type { MappingPlace, Place, YamlValue } from "../value.ts";
import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_MAPPING,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  HASH,
  OPEN_LIST,
  OPEN_MAPPING,
  SINGLE_QUOTE,
  SPACE,
  STARTS_PLAIN,
} from "./characters.ts";
import { PlainScanner, UNUSUAL } from "./scanner.ts";

/** Reads flow collections. */
export class FlowReader extends PlainScanner {
  /** Reads what is quoted, in brackets, or plain inside of brackets. */
  protected flow(): YamlValue {
    switch (this.code(this.next)) {
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
    const start = this.next;
    let at = start + 1;
    for (;;) {
      const code = this.code(at);
      if (code === quote) break;
      if (code === BACKSLASH && quote === DOUBLE_QUOTE) throw UNUSUAL;
      if (code < SPACE || code > 0x7e) throw UNUSUAL;
      at++;
    }
    if (this.code(at + 1) === quote) throw UNUSUAL;
    this.next = at + 1;
    this.place = start;
    return this.text.slice(start + 1, at);
  }

  #flowPlain(): string {
    const start = this.next;
    if (STARTS_PLAIN[this.code(start)] !== 1) throw UNUSUAL;
    let at = start;
    let end = start;
    for (;;) {
      const code = this.code(at);
      switch (code) {
        case COMMA:
        case CLOSE_LIST:
        case CLOSE_MAPPING:
          this.next = at;
          this.place = start;
          return this.text.slice(start, end);
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
    this.enter();
    const value: { [key: string]: YamlValue } = {};
    const place: MappingPlace = { at: this.next, keys: {}, values: {} };
    let more = this.#flowStart(CLOSE_MAPPING);
    while (more) {
      const keyAt = this.next;
      const key = this.key(value);
      this.next = this.spaces(this.next);
      value[key] = this.flow();
      place.keys[key] = keyAt;
      place.values[key] = this.place;
      more = this.#flowNext(CLOSE_MAPPING);
    }
    this.place = place;
    this.depth--;
    return value;
  }

  #flowList(): YamlValue {
    this.enter();
    const value: YamlValue[] = [];
    const items: Place[] = [];
    const at = this.next;
    let more = this.#flowStart(CLOSE_LIST);
    while (more) {
      value.push(this.flow());
      items.push(this.place);
      more = this.#flowNext(CLOSE_LIST);
    }
    this.place = { at, items };
    this.depth--;
    return value;
  }

  /** Whether something stands in the collection that starts here. */
  #flowStart(close: number): boolean {
    this.next = this.spaces(this.next + 1);
    if (this.code(this.next) !== close) return true;
    this.next++;
    return false;
  }

  /** Whether another entry follows. */
  #flowNext(close: number): boolean {
    const at = this.spaces(this.next);
    const code = this.code(at);
    if (code !== COMMA && code !== close) throw UNUSUAL;
    this.next = code === COMMA ? this.spaces(at + 1) : at + 1;
    return code === COMMA;
  }
}
