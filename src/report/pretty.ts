/**
 * The report for people: scenarios by file, then every failure in full.
 *
 * @module
 */
import { isFailure, type ScenarioResult } from "../scenario/run/result.ts";
import { scenarioFailureText } from "./failure.ts";
import type { Reporter, Sink } from "./reporter.ts";
import { styleFor } from "./style.ts";
import { summaryText } from "./summary.ts";
import { kernelsText } from "../writing/kernels.ts";
import { wrap } from "../writing/wrap.ts";
import { oneLine } from "../writing/printable.ts";

/** How the report is written. */
export interface PrettyOptions {
  /** Uses colours. */
  readonly colour?: boolean;
  /** Names every scenario; otherwise long runs name files only. */
  readonly verbose?: boolean;
  /** Columns of the terminal; left out: every scenario has one line. */
  readonly width?: number;
  /** Rewrites one line while a long run goes on; on standard error. */
  readonly progress?: Sink;
}

/** Runs above this many tests name files only. */
const LONG_RUN = 500;
/** Runs of at least this many tests show how far they are. */
const PROGRESS_RUN = 1000;
const PROGRESS_INTERVAL = 100;

/** Stands before the names of kernels while lines are broken. */
const KERNELS = "\uE001";

/** Makes the reporter. */
export function prettyReporter(
  write: Sink,
  options: PrettyOptions = {},
): Reporter {
  const style = styleFor(options.colour ?? false);
  const failures: ScenarioResult[] = [];
  let names = true;
  let total = 0;
  let done = 0;
  let shown = 0;
  let file = "";
  let fileCount = { passed: 0, failed: 0, known: 0 };
  /** Results of one scenario that are alike, not yet written. */
  let alike: ScenarioResult[] = [];

  const mark = (result: ScenarioResult): string =>
    result.status === "passed"
      ? style.good("✓")
      : result.status === "known"
      ? style.warn("~")
      : style.bad("✗");

  const nameScenario = (): void => {
    const [first] = alike;
    if (first === undefined) return;
    const { id, name } = first.scenario;
    const named = alike.some(({ title, kernel }) => title !== kernel);
    const kernels = named
      ? alike.map(({ title }) => title).join(", ")
      : kernelsText(alike.map(({ kernel }) => kernel));
    const lines = wrap(
      `${oneLine(id)}\u00a0 ${oneLine(name)}\u00a0 ${KERNELS}${kernels}`,
      { width: options.width ?? Infinity, indent: 6, first: "  M " },
    );
    const text = lines.join("\n").replaceAll("\u00a0", " ");
    const [what = "", where = ""] = text.slice(3).split(KERNELS);
    write(`  ${mark(first)}${what}${style.dim(where)}\n`);
    alike = [];
  };

  const closeFile = (): void => {
    nameScenario();
    if (file === "" || names) return;
    const { passed, failed, known } = fileCount;
    const parts = [style.good(`${passed} passed`)];
    if (failed > 0) parts.push(style.bad(`${failed} failed`));
    if (known > 0) parts.push(style.warn(`${known} known`));
    write(`${oneLine(file)}  ${parts.join(", ")}\n`);
  };

  const openFile = (name: string): void => {
    closeFile();
    file = name;
    fileCount = { passed: 0, failed: 0, known: 0 };
    if (names) write(`${style.dim(oneLine(name))}\n`);
  };

  const progress = (): void => {
    if (options.progress === undefined || total < PROGRESS_RUN) return;
    const now = performance.now();
    if (done < total && now - shown < PROGRESS_INTERVAL) return;
    shown = now;
    options.progress(
      done === total
        ? "\r\x1b[K"
        : `\r\x1b[K${done}/${total} ${Math.floor(100 * done / total)}%`,
    );
  };

  return {
    begin(tests) {
      total = tests;
      names = options.verbose ?? tests <= LONG_RUN;
    },
    result(result) {
      const { scenario } = result;
      done++;
      if (scenario.text.file !== file) openFile(scenario.text.file);
      if (result.status === "known") fileCount.known++;
      else if (isFailure(result)) fileCount.failed++;
      else fileCount.passed++;
      if (isFailure(result)) failures.push(result);
      if (names) {
        const [first] = alike;
        if (first?.scenario !== scenario || first.status !== result.status) {
          nameScenario();
        }
        alike.push(result);
      }
      progress();
    },
    end(summary) {
      closeFile();
      for (const failure of failures) {
        write(`\n${scenarioFailureText(failure, style)}\n`);
      }
      write(`\n${summaryText(summary, style)}\n`);
    },
  };
}
