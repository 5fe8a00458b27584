/** Runs the command line as a program, as people do. */

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

/** Runs `nommap` in a folder; `input` is its standard input. */
export async function runCli(
  args: readonly string[],
  options: { readonly input?: string; readonly folder?: string | URL } = {},
): Promise<CliRun> {
  const main = new URL("src/cli/main.ts", ROOT).href;
  const config = new URL("deno.json", ROOT).pathname;
  const child = new Deno.Command("deno", {
    args: [
      "run",
      "--allow-read",
      "--allow-write",
      "--config",
      config,
      main,
      ...args,
    ],
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
