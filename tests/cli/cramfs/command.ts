/**
 * Runs `nommap cramfs` for the tests.
 *
 * @module
 */
import { callCli, inFolder } from "../run_cli.ts";

export interface Output {
  readonly status: number;
  readonly out: string[];
  readonly err: string[];
}

/** Runs the command line and answers the lines that it writes. */
export async function run(...args: string[]): Promise<Output> {
  const { code, out, err } = await callCli(["cramfs", ...args]);
  return { status: code, out: linesOf(out), err: linesOf(err) };
}

function linesOf(text: string): string[] {
  return text.split("\n").slice(0, -1);
}

export async function withImage(
  bytes: Uint8Array,
  work: (image: string, folder: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    await Deno.writeFile(`${folder}/rom.img`, bytes);
    await work(`${folder}/rom.img`, folder);
  });
}

export function lineOf({ out }: Output, path: string): string {
  const line = out.find((one) => one.slice(21).split("  ")[0] === path);
  if (line === undefined) throw new Error(`No ${path} in ${out.join("\n")}`);
  return line;
}
