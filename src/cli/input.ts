/**
 * Opening files that a command reads.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { reasonOf } from "./output.ts";

/**
 * The bytes of a file.
 *
 * @throws {InputError} if it cannot be read.
 */
export async function openFile(
  path: string,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  try {
    const file = await Deno.open(path);
    if ((await file.stat()).isDirectory) {
      file.close();
      throw new InputError("Is a folder, not a file", { file: path });
    }
    return file.readable;
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = error instanceof Deno.errors.NotFound
      ? "No such file"
      : `Cannot open: ${reasonOf(error)}`;
    throw new InputError(reason, { file: path, cause: error });
  }
}
