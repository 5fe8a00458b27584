/**
 * What a long piece of work is at: one line that changes on a terminal, plain
 * lines now and then elsewhere.
 *
 * @module
 */

/** Options of {@linkcode startProgress}. */
export interface ProgressOptions {
  /** Takes the text, which is for standard error. */
  readonly write: (text: string) => void;
  /** Whether the line can be rewritten; asked of standard error by default. */
  readonly terminal?: boolean;
  /** Milliseconds between two lines of one stage without a terminal. */
  readonly interval?: number;
}

/** Reports of one piece of work. */
export interface Progress {
  /** Says what is being done now, such as `"unpacking"`. */
  stage(name: string): void;
  /** Says how far the stage is, such as `"812 files"`. */
  update(detail: string): void;
  /** Ends the report with a last line. */
  done(text: string): void;
}

/** Starts to report on a piece of work that has a name. */
export function startProgress(
  name: string,
  options: ProgressOptions,
): Progress {
  const { write } = options;
  const terminal = options.terminal ?? Deno.stderr.isTerminal();
  const interval = options.interval ?? 15_000;
  const started = performance.now();
  let current = "";
  let last = 0;
  const show = (detail: string, force: boolean) => {
    const now = performance.now();
    if (!force && now - last < (terminal ? 100 : interval)) return;
    last = now;
    const seconds = Math.round((now - started) / 1000);
    const text = `${name}: ${current}${detail && ` ${detail}`} (${seconds} s)`;
    write(terminal ? `\r\x1b[K${text}` : `${text}\n`);
  };
  return {
    stage(stage) {
      current = stage;
      show("", true);
    },
    update(detail) {
      show(detail, false);
    },
    done(text) {
      write(terminal ? `\r\x1b[K${text}\n` : `${text}\n`);
    },
  };
}
