/**
 * Runs `nommap cramfs` for the tests.
 *
 * @module
 */
import { main } from "../../../src/cli/main.ts";

export interface Output {
  readonly status: number;
  readonly out: string[];
  readonly err: string[];
}

/** Runs the command line in this process and catches what it writes. */
export async function run(...args: string[]): Promise<Output> {
  const out = catchOutput(Deno.stdout);
  const err = catchOutput(Deno.stderr);
  const status = await main(["cramfs", ...args]);
  return { status, out: out(), err: err() };
}

/** Keeps what is written until the function that it returns is called. */
function catchOutput(stream: typeof Deno.stdout): () => string[] {
  const { writeSync } = stream;
  const decoder = new TextDecoder();
  let text = "";
  stream.writeSync = (bytes) => {
    text += decoder.decode(bytes);
    return bytes.length;
  };
  return () => {
    stream.writeSync = writeSync;
    return text.split("\n").slice(0, -1);
  };
}

export async function inFolder(
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "nommap-cramfs-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
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
