/**
 * The report as one page that needs nothing else: style, script and data are
 * in it, and its policy forbids everything from outside.
 *
 * @module
 */
import { reportClient } from "./client.ts";
import { HATCHES, legendMarkup } from "./legend.ts";
import { type Markup, markup } from "./markup.ts";
import { rulesMarkup, totalsMarkup, totalsOf } from "./overview.ts";
import memory from "./style/memory.css" with { type: "text" };
import parts from "./style/parts.css" with { type: "text" };
import report from "./style/report.css" with { type: "text" };
import scenario from "./style/scenario.css" with { type: "text" };
import theme from "./style/theme.css" with { type: "text" };
import { bodyMarkup, scenarioMarkup, type ScenarioRuns } from "./scenario.ts";
import { counted } from "./units.ts";

/** How the page is made. */
export interface PageOptions {
  /** Stands beside the verdict, such as a date. */
  readonly subtitle?: string;
  /** Bodies of more characters together are packed; 1 Mi if left out. */
  readonly packAbove?: number;
}

const STYLES = [theme, parts, scenario, memory, report];

/** Makes the page. */
export async function reportPage(
  all: readonly ScenarioRuns[],
  options: PageOptions = {},
): Promise<string> {
  const bodies = all.map(bodyMarkup);
  const size = bodies.reduce((sum, { source }) => sum + source.length, 0);
  const isPacked = size > (options.packAbove ?? 2 ** 20);
  const lines = all.map((each, i) =>
    scenarioMarkup(each, i, isPacked ? undefined : bodies[i])
  );
  const packed = isPacked
    ? await pack(JSON.stringify(bodies.map(({ source }) => source)))
    : "";
  const script = `(${reportClient})();`;
  const style = STYLES.join("").replace(/\n\s*/g, "\n");
  const policy = [
    "default-src 'none'",
    `script-src '${await hashOf(script)}'`,
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
        <title>nommap report</title>
        <link rel="icon" href="data:,">
        <style>${{ source: style }}</style>
      </head>
      <body>
        ${headMarkup(all, options.subtitle)}
        <main>
          ${filesMarkup(all, lines)}
          <p id="none" hidden>No scenario matches the filter.</p>
          ${rulesMarkup()}
        </main>
        ${HATCHES}
        <script type="application/octet-stream" id="parts">
          ${{ source: packed }}
        </script>
        <script>${{ source: script }}</script>
      </body>
    </html>`;
  return `<!doctype html>\n${source}\n`;
}

function headMarkup(
  all: readonly ScenarioRuns[],
  subtitle: string | undefined,
): Markup {
  const totals = totalsOf(all);
  const failed = totals.reduce((sum, each) => sum + each.failed, 0);
  return markup`
    <header>
      <div class="title">
        <h1>nommap report</h1>
        <button type="button" id="theme" aria-pressed="false">Dark</button>
      </div>
      <p class="verdict ${failed === 0 ? "good" : "bad"}">
        ${
    failed === 0
      ? "Everything is as expected"
      : `${counted(failed, "test")} failed`
  }
        ${
    subtitle !== undefined && markup`<span class="source">${subtitle}</span>`
  }
      </p>
      ${totalsMarkup(totals)}
      <noscript>
        <p class="because">
          Without JavaScript there is no filter, and a large report shows no
          details.
        </p>
      </noscript>
      ${legendMarkup()}
    </header>
    <div class="controls" role="search" aria-label="Scenarios">
      <label>
        Filter
        <input type="search" id="filter" autocomplete="off" spellcheck="false"
          placeholder="id, name, file, rule, errno">
      </label>
      <label>
        Status
        <select id="status">
          <option value="">all</option>
          <option value="failed">failed</option>
          <option value="known">known to fail</option>
          <option value="passed">passed</option>
        </select>
      </label>
      <label>
        Kernel
        <select id="kernel">
          <option value="">all</option>
          ${totals.map(({ name }) => markup`<option>${name}</option>`)}
        </select>
      </label>
      <button type="button" id="open">Open all</button>
      <button type="button" id="close">Close all</button>
      <output id="count" for="filter status kernel"></output>
    </div>`;
}

function filesMarkup(
  all: readonly ScenarioRuns[],
  lines: readonly Markup[],
): Markup {
  const files = new Map<string, Markup[]>();
  all.forEach(({ scenario: { text: { file } } }, i) => {
    const group = files.get(file) ?? [];
    group.push(lines[i]!);
    files.set(file, group);
  });
  const sections = Array.from(files, ([file, group]) =>
    markup`
      <section class="file">
        <h2>${file}</h2>
        ${group}
      </section>`);
  return markup`${sections}`;
}

async function hashOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return `sha256-${new Uint8Array(hash).toBase64()}`;
}

async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer()).toBase64();
}
