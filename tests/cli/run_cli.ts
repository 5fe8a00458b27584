/** Runs the command line as a program, as people do, or in this process. */
import { main } from "../../src/cli/main.ts";

const ROOT = new URL("../../", import.meta.url);

/** What a run came to. */
export interface CliRun {
  /** The exit status. */
  readonly code: number;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly err: string;
}

/**
 * Runs `nommap` as a program, in a folder; `input` is its standard input. Where
 * it does not matter that it is a program, {@linkcode callCli} is faster.
 */
export async function runCli(
  args: readonly string[],
  options: { readonly input?: string; readonly folder?: string | URL } = {},
): Promise<CliRun> {
  const child = new Deno.Command("deno", {
    args: cliArguments(args),
    cwd: options.folder ?? ROOT,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const writer = child.stdin.getWriter();
  const bytes = new TextEncoder().encode(options.input ?? "");
  await writer.write(bytes).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await child.output();
  const text = (part: Uint8Array): string => new TextDecoder().decode(part);
  return { code, out: text(stdout), err: text(stderr) };
}

/**
 * Calls the command line in this process, with the root of the project as the
 * folder: what it prints is kept, and no signal reaches it.
 *
 * @param written Called when it has printed something.
 */
export async function callCli(
  args: readonly string[],
  input = "",
  written?: () => void,
): Promise<CliRun> {
  const [out, err] = [new Kept(written), new Kept()];
  const restore = [
    replace(Deno.stdout, { writeSync: out.write, isTerminal: () => false }),
    replace(Deno.stderr, { writeSync: err.write, isTerminal: () => false }),
    replace(Deno.stdin, {
      readable: new Blob([input]).stream(),
      isTerminal: () => false,
    }),
    replace(Deno, { addSignalListener: () => {} }),
  ];
  try {
    const code = await main(args);
    return { code, out: out.text(), err: err.text() };
  } finally {
    for (const one of restore) one();
  }
}

/** Keeps what is written. */
class Kept {
  readonly #decoder = new TextDecoder();
  readonly #written: (() => void) | undefined;
  #text = "";

  constructor(written?: () => void) {
    this.#written = written;
  }

  readonly write = (bytes: Uint8Array): number => {
    this.#text += this.#decoder.decode(bytes, { stream: true });
    this.#written?.();
    return bytes.length;
  };

  text(): string {
    return this.#text + this.#decoder.decode();
  }
}

/** Gives an object other properties; the answer puts the old ones back. */
function replace<T extends object>(target: T, own: Partial<T>): () => void {
  const before = Object.getOwnPropertyDescriptors(target);
  for (const [name, value] of Object.entries(own)) {
    Object.defineProperty(target, name, { value, configurable: true });
  }
  return () => {
    for (const name of Object.keys(own)) {
      const old = before[name as keyof T];
      if (old === undefined) delete target[name as keyof T];
      else Object.defineProperty(target, name, old);
    }
  };
}

/** Arguments of `deno` that run `nommap`, with what its task permits. */
export function cliArguments(args: readonly string[]): string[] {
  return [
    "run",
    "--no-prompt",
    "--allow-read",
    "--allow-write",
    "--config",
    new URL("deno.json", ROOT).pathname,
    new URL("src/cli/main.ts", ROOT).pathname,
    ...args,
  ];
}

/**
 * Runs `nommap` in a line of Deno's own shell, such as `NOMMAP > /dev/full`;
 * its status is the last line of standard error.
 */
export async function runInShell(
  args: readonly string[],
  line: string,
): Promise<CliRun> {
  const words = ["deno", ...cliArguments(args)].map((word) => `'${word}'`);
  const { stdout, stderr } = await new Deno.Command("deno", {
    args: ["task", "--eval", line.replace("NOMMAP", words.join(" "))],
    cwd: ROOT,
    stdin: "null",
    env: { NO_COLOR: "1" },
  }).output();
  const text = (part: Uint8Array): string => new TextDecoder().decode(part);
  const lines = text(stderr).trimEnd().split("\n");
  return {
    code: Number(lines.pop()),
    out: text(stdout),
    err: lines.filter((line) => !line.startsWith("Task ")).join("\n"),
  };
}

/** Calls a function with a folder that is removed afterwards. */
export async function inFolder(
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "nommap-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
