/**
 * HTML in which every text is escaped: only templates make markup, and what
 * they are given is text unless it is markup itself.
 *
 * @module
 */
import { content } from "../xml.ts";

/** A piece of HTML or SVG. */
export interface Markup {
  /** The source text. */
  readonly source: string;
}

/** What may stand in a template: text, numbers, markup, or nothing. */
export type Part =
  | string
  | number
  | bigint
  | Markup
  | readonly Markup[]
  | undefined
  | null
  | false;

const compact = new WeakMap<TemplateStringsArray, readonly string[]>();

/**
 * Makes markup of a template. Strings in it are escaped, for elements and for
 * attributes in quotes. A line end beside a tag or a part is dropped, any other
 * is a space.
 *
 * @example
 * ```ts
 * import { markup } from "./markup.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { source } = markup`
 *   <p>
 *     <b>${"<i>"}</b>
 *   </p>`;
 * assertEquals(source, "<p><b>&lt;i&gt;</b></p>");
 * ```
 */
export function markup(
  template: TemplateStringsArray,
  ...parts: readonly Part[]
): Markup {
  let strings = compact.get(template);
  if (strings === undefined) {
    strings = template.map(onOneLine);
    compact.set(template, strings);
  }
  let source = strings[0]!;
  for (let i = 0; i < parts.length; i++) {
    source += sourceOf(parts[i]) + strings[i + 1]!;
  }
  return { source };
}

function onOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, (gap, at: number) => {
    const before = text[at - 1];
    const after = text[at + gap.length];
    const atEdge = before === undefined || after === undefined;
    return atEdge || before === ">" || after === "<" ? "" : " ";
  });
}

function sourceOf(part: Part): string {
  if (part === undefined || part === null || part === false) return "";
  if (typeof part === "number" || typeof part === "bigint") return `${part}`;
  if (typeof part === "string") return content(part);
  if ("source" in part) return part.source;
  let source = "";
  for (const each of part) source += each.source;
  return source;
}

/** Markup with some text between the pieces. */
export function joined(pieces: readonly Markup[], between: string): Markup {
  const source = pieces.map((piece) => piece.source).join(content(between));
  return { source };
}

/** A class of an element if a condition holds. */
export function classIf(condition: boolean, name: string): Markup | false {
  return condition && markup` class="${name}"`;
}

/** Something wide that is scrolled by itself, also with the keyboard. */
export function scrolling(label: string, inside: Markup): Markup {
  return markup`
    <div class="scroll" tabindex="0" role="region" aria-label="${label}">
      ${inside}
    </div>`;
}
