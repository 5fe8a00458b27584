/**
 * Where things stand in a scenario file.
 *
 * Loaded scenarios keep offsets (characters from the start of the file), which
 * cost nothing; {@linkcode SourceText.position} makes file, line and column of
 * one when a message needs it.
 *
 * @module
 */
import type { InputPosition } from "../../errors.ts";

/** Something that stands in a scenario file. */
export interface Located {
  /** Offset in characters from the start of the file, from 0. */
  readonly at: number;
}

/** A mapping of which every key is known by its place. */
export interface LocatedKeys<Key extends string> extends Located {
  /**
   * Offset of each key that the file gives, by its name in the file, such as
   * `vm_flags`. A short form such as `expect: ENODEV` has its value's offset.
   */
  readonly keys: Readonly<Partial<Record<Key, number>>>;
}

/** The file that a scenario comes from. */
export interface SourceText {
  /** Path of the file as the user named it. */
  readonly file: string;
  /**
   * File, line and column (from 1) of an offset, ready to be the options of an
   * `InputError`.
   */
  position(at: number): Required<InputPosition>;
}
