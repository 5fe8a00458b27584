/**
 * Building the explorer: the engine and the browser's part, bundled into the
 * page by Deno itself.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { explorerPage } from "./page.ts";

/**
 * Builds the page.
 *
 * @throws {InputError} if Deno cannot bundle.
 */
export async function buildExplorer(): Promise<string> {
  const entry = new URL("./main.ts", import.meta.url);
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: [
      "bundle",
      "--quiet",
      "--no-lock",
      "--platform=browser",
      "--minify",
      entry.protocol === "file:" ? decodeURIComponent(entry.pathname) : entry
        .href,
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  if (!success) {
    throw new InputError(`Cannot bundle: ${decoder.decode(stderr).trim()}`);
  }
  return explorerPage(decoder.decode(stdout));
}
