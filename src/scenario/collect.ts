/**
 * Finds the scenario files that a list of paths means.
 *
 * @module
 */
import { InputError } from "../errors.ts";

/** A scenario file that was found. */
export interface FoundFile {
  /** Path as the user would write it. */
  readonly path: string;
  /** Path without symbolic links. */
  readonly real: string;
}

/** Found files, and what is wrong with the paths. */
export interface Found {
  /** The files, each once. */
  readonly files: readonly FoundFile[];
  /** Paths that lead to no scenario file. */
  readonly errors: readonly InputError[];
}

/** Names of scenario files. */
const SCENARIO = /\.ya?ml$/;

interface Search {
  readonly files: Map<string, FoundFile>;
  readonly errors: InputError[];
}

/**
 * The files that are named, and the `*.yaml` and `*.yml` files in folders that
 * are named and in the folders in them, by path. Hidden entries are skipped; a
 * file is found once however many ways lead to it.
 */
export async function collectFiles(
  paths: readonly (string | URL)[],
): Promise<Found> {
  const search: Search = { files: new Map(), errors: [] };
  for (const path of paths) {
    try {
      await collect(pathOf(path), search);
    } catch (error) {
      search.errors.push(pathError(error, String(path)));
    }
  }
  return { files: [...search.files.values()], errors: search.errors };
}

function pathOf(path: string | URL): string {
  if (typeof path === "string") return path;
  if (path.protocol === "file:") return localPath(path);
  throw new InputError(`Only file: URLs can be read, not '${path}'`);
}

/** Without `node:url`, which alone takes a tenth of a short run to load. */
function localPath({ pathname }: URL): string {
  return decodeURIComponent(pathname.replace(/^\/(?=[A-Za-z]:)/, ""));
}

async function collect(path: string, search: Search): Promise<void> {
  const { isDirectory, isFile } = await Deno.stat(path);
  if (isFile) return addFile(path, await Deno.realPath(path), search);
  if (!isDirectory) {
    throw new InputError("Neither a file nor a folder", { file: path });
  }
  const before = search.files.size;
  const errors = search.errors.length;
  const found = await walk(path, new Set(), search);
  if (found > 0 || search.files.size > before) return;
  if (search.errors.length > errors) return;
  search.errors.push(
    new InputError("Folder has no scenario files (*.yaml, *.yml)", {
      file: path,
    }),
  );
}

function addFile(path: string, real: string, search: Search): void {
  if (!search.files.has(real)) search.files.set(real, { path, real });
}

/** Number of scenario files in a folder that was not visited before. */
async function walk(
  folder: string,
  visited: Set<string>,
  search: Search,
): Promise<number> {
  const real = await Deno.realPath(folder);
  if (visited.has(real)) return 0;
  visited.add(real);
  const entries: Deno.DirEntry[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (!entry.name.startsWith(".")) entries.push(entry);
  }
  entries.sort((a, b) => a.name < b.name ? -1 : 1);
  const base = folder.endsWith("/") ? folder : `${folder}/`;
  let found = 0;
  for (const entry of entries) {
    const path = base + entry.name;
    try {
      const target = entry.isSymlink ? await followed(path) : {
        isFile: entry.isFile,
        isDirectory: entry.isDirectory,
        real: `${real}/${entry.name}`,
      };
      if (target.isDirectory) {
        found += await walk(path, visited, search);
      } else if (target.isFile && SCENARIO.test(entry.name)) {
        addFile(path, target.real, search);
        found++;
      }
    } catch (error) {
      search.errors.push(pathError(error, path));
    }
  }
  return found;
}

/**
 * What a symbolic link leads to. One that leads nowhere is no matter unless it
 * is named as a scenario file.
 */
async function followed(
  path: string,
): Promise<{ isFile: boolean; isDirectory: boolean; real: string }> {
  try {
    const { isFile, isDirectory } = await Deno.stat(path);
    return { isFile, isDirectory, real: await Deno.realPath(path) };
  } catch (error) {
    if (SCENARIO.test(path)) throw error;
    return { isFile: false, isDirectory: false, real: path };
  }
}

/** What is wrong with a path, without the words of the runtime. */
export function pathError(error: unknown, path: string): InputError {
  if (error instanceof InputError) return error;
  return new InputError(`Cannot read: ${reasonOf(error)}`, {
    file: path,
    cause: error,
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "no such file or folder";
  if (error instanceof Deno.errors.NotCapable) {
    return "no permission to read (--allow-read)";
  }
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (error instanceof Deno.errors.FilesystemLoop) {
    return "symbolic links lead in a circle";
  }
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/ \(os error [0-9]+\).*$/s, "");
}
