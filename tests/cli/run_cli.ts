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
