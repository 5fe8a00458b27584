/**
 * What a command is.
 *
 * @module
 */

/** Carries out a command and answers its exit status. */
export type Command = (args: string[]) => Promise<number>;
