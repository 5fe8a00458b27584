/**
 * The report as one page that needs nothing else.
 *
 * @module
 */
import { InputError } from "../../errors.ts";
import { reportClient } from "./client.ts";
import { documentText } from "./document.ts";
import { HATCHES, legendMarkup } from "./legend.ts";
import { type Markup, markup } from "./markup.ts";
import { rulesMarkup, totalsMarkup, totalsOf } from "./overview.ts";
import memory from "./style/memory.css" with { type: "text" };
import parts from "./style/parts.css" with { type: "text" };
import report from "./style/report.css" with { type: "text" };
import scenario from "./style/scenario.css" with { type: "text" };
import theme from "./style/theme.css" with { type: "text" };
import { bodyMarkup, scenarioMarkup, type ScenarioRuns } from "./scenario.ts";
import { themeClient } from "./theme_client.ts";
import { counted } from "./units.ts";

/** How the page is made. */
export interface PageOptions {
  /** Stands beside the verdict, such as a date. */
  readonly subtitle?: string;
  /** Bodies of more characters together are packed; 1 Mi if left out. */
  readonly packAbove?: number;
  /** Called between two steps of the work; what it answers is waited for. */
  readonly pause?: () => Promise<void> | undefined;
}

/** Most characters of all bodies: browsers unpack them into one text. */
const LARGEST = 256 * 2 ** 20;

const STYLES = [theme, parts, scenario, memory, report];

/**
 * Makes the page.
 *
 * @throws {InputError} if it would be too large.
 */
export async function reportPage(
  all: readonly ScenarioRuns[],
  options: PageOptions = {},
): Promise<string> {
  const bodies: Markup[] = [];
  let size = 0;
  for (const each of all) {
    const body = bodyMarkup(each);
    size += body.source.length;
    if (size > LARGEST) {
      throw new InputError(
        `A page with ${all.length} scenarios is too large; make several with --shard`,
      );
    }
    bodies.push(body);
    await options.pause?.();
  }
  const isPacked = size > (options.packAbove ?? 2 ** 20);
  const lines = all.map((each, i) =>
    scenarioMarkup(each, i, isPacked ? undefined : bodies[i])
  );
  const packed = isPacked
    ? await pack(JSON.stringify(bodies.map(({ source }) => source)), options)
    : "";
  return documentText({
    title: "nommap report",
    styles: STYLES,
    scripts: [`(${themeClient})();`, `(${reportClient})();`],
    body: markup`
      ${headMarkup(all, options.subtitle)}
      <main>
        ${filesMarkup(all, lines)}
        <p id="none" hidden>No scenario matches the filter.</p>
        ${rulesMarkup()}
      </main>
      ${HATCHES}
      <script type="application/octet-stream" id="parts">
        ${{ source: packed }}
      </script>`,
  });
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

async function pack(text: string, { pause }: PageOptions): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const stream = new Blob([text]).stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  for await (const part of stream) {
    parts.push(part);
    await pause?.();
  }
  return (await new Blob(parts).bytes()).toBase64();
}
