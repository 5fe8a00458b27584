/**
 * Modules that are read when they are needed.
 *
 * @module
 */

/**
 * Imports a module of this folder. The runtime reads whatever an `import()`
 * names in plain text before the program starts; this name it does not see, so
 * that a command does not wait for the files of all the others.
 *
 * @param path From this folder on.
 * @typeParam M What the module exports: `typeof import("./name.ts")`.
 */
export async function later<M>(path: string): Promise<M> {
  return await import(path);
}
