/**
 * Paths of the local system, as far as the referee needs them: it runs where
 * Linux kernels are built, so a slash will do.
 *
 * @module
 */

/** Joins parts with single slashes. */
export function join(...parts: string[]): string {
  return parts.join("/").replaceAll(/\/+/g, "/");
}

/** The path that a `file:` URL names. */
export function fromFileUrl(url: URL): string {
  return decodeURIComponent(url.pathname);
}

/** Whether there is something at the path. */
export function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
