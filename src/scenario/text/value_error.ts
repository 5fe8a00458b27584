/**
 * A value that cannot be read; the caller knows where it stands.
 *
 * @module
 */

/** Thrown by the readers of this folder, and turned into an `InputError`. */
export class ValueError extends Error {
  override readonly name = "ValueError";
}
