/**
 * Text of scenarios in XML and HTML.
 *
 * @module
 */
import { manyLines, oneLine } from "../writing/printable.ts";

const XML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Printable ASCII without what markup is made of: most texts are nothing else. */
const PLAIN = /^[ !#-%(-;=?-~]*$/;

function entities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => XML[character]!);
}

/** An attribute of XML or HTML, without the quotes; one line. */
export function attribute(text: string): string {
  return PLAIN.test(text) ? text : entities(oneLine(text));
}

/** The text of an element of XML or HTML; lines are kept. */
export function content(text: string): string {
  return PLAIN.test(text) ? text : entities(manyLines(text));
}
