/**
 * A page that needs nothing else: style and script are in it, and its policy
 * forbids everything from outside.
 *
 * @module
 */
import { type Markup, markup } from "./markup.ts";

/** What a page is made of. */
export interface DocumentParts {
  /** Its title. */
  readonly title: string;
  /** Style sheets. */
  readonly styles: readonly string[];
  /** Scripts; each is an element of its own at the end. */
  readonly scripts: readonly string[];
  /** What is in the body before the scripts. */
  readonly body: Markup;
}

/** The text of a page. */
export async function documentText(parts: DocumentParts): Promise<string> {
  const style = parts.styles.join("").replace(/\n\s*/g, "\n");
  // The end of a script ends it even inside a string.
  const scripts = parts.scripts.map((text) =>
    text.replaceAll(/<\/(script)/gi, "<\\/$1")
  );
  const hashes = await Promise.all(scripts.map(hashOf));
  const policy = [
    "default-src 'none'",
    `script-src ${hashes.map((hash) => `'${hash}'`).join(" ")}`,
    `style-src '${await hashOf(style)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const { source } = markup`
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="${policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>${parts.title}</title>
        <link rel="icon" href="data:,">
        <style>${{ source: style }}</style>
      </head>
      <body>
        ${parts.body}
        ${scripts.map((text) => markup`<script>${{ source: text }}</script>`)}
      </body>
    </html>`;
  return `<!doctype html>\n${source}\n`;
}

async function hashOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return `sha256-${new Uint8Array(hash).toBase64()}`;
}
