/**
 * The explorer as one page that needs nothing else.
 *
 * @module
 */
import { type Markup, markup } from "../report/html/markup.ts";
import memory from "../report/html/style/memory.css" with { type: "text" };
import parts from "../report/html/style/parts.css" with { type: "text" };
import theme from "../report/html/style/theme.css" with { type: "text" };
import { documentText } from "../report/html/document.ts";
import { HATCHES } from "../report/html/legend.ts";
import { themeClient } from "../report/html/theme_client.ts";
import { VERSION } from "../version.ts";
import style from "./explorer.css" with { type: "text" };
import { formMarkup } from "./form.ts";

/** Makes the page around the bundled `main.ts`. */
export function explorerPage(bundle: string): Promise<string> {
  return documentText({
    title: "nommap explorer",
    styles: [theme, parts, memory, style],
    scripts: [`(${themeClient})();`, bundle],
    body: bodyMarkup(),
  });
}

function bodyMarkup(): Markup {
  return markup`
    <header class="title">
      <h1>nommap explorer <small>${VERSION}</small></h1>
      <button type="button" id="theme" aria-pressed="false">Dark</button>
    </header>
    <p class="quiet">
      What a Linux kernel without an MMU answers to mmap(), and why. Nothing
      leaves this page.
    </p>
    <noscript><p>The explorer needs JavaScript.</p></noscript>
    <main>
      <div id="headline" role="status"></div>
      ${formMarkup()}
      <div id="results">
        <div id="details"></div>
        <section aria-labelledby="h-scenario">
          <h2 id="h-scenario">As a scenario</h2>
          <p class="buttons">
            <button type="button" id="copy">Copy as scenario</button>
            <button type="button" id="link">Copy link</button>
            <output id="said"></output>
          </p>
          <pre id="scenario" tabindex="0"></pre>
        </section>
      </div>
    </main>
    ${HATCHES}`;
}
