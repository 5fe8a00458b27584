/**
 * Where built kernels are kept, outside of the project.
 *
 * @module
 */

import { fromFileUrl, join } from "./path.ts";

/**
 * The folder for sources and kernels: `nommap` in `$XDG_CACHE_HOME`, or in
 * `~/.cache`. It is not made here.
 *
 * @throws {Error} if neither `XDG_CACHE_HOME` nor `HOME` is set.
 */
export function cacheFolder(): string {
  const base = Deno.env.get("XDG_CACHE_HOME");
  if (base) return join(base, "nommap");
  const home = Deno.env.get("HOME");
  if (home) return join(home, ".cache", "nommap");
  throw new Error("Neither XDG_CACHE_HOME nor HOME is set, no folder to use");
}

/** The folder of this project with the C sources and configurations. */
export function kernelFolder(): string {
  return fromFileUrl(new URL("../../../kernel/", import.meta.url));
}

/** The first 16 digits of the SHA-256 of the parts, each with its length. */
export async function hashOf(
  parts: readonly (string | Uint8Array)[],
): Promise<string> {
  const encoder = new TextEncoder();
  const chunks = parts.flatMap((part) => {
    const bytes = typeof part === "string" ? encoder.encode(part) : part;
    return [encoder.encode(`${bytes.length}\n`), bytes];
  });
  const digest = await crypto.subtle.digest(
    "SHA-256",
    await new Blob(chunks as BlobPart[]).arrayBuffer(),
  );
  return [...new Uint8Array(digest, 0, 8)]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
