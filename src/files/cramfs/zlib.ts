/**
 * The platform's zlib, behind two functions. Deno and Node have a synchronous
 * one; elsewhere the caller hands in its own.
 *
 * @module
 */

import { InputError } from "../../errors.ts";

/**
 * Inflates one zlib stream to at most `limit` bytes. What follows the stream
 * is ignored. Throws anything if the stream is damaged, cut short or longer.
 */
export type Inflate = (data: Uint8Array, limit: number) => Uint8Array;

/** Compresses to one zlib stream. */
export type Deflate = (data: Uint8Array) => Uint8Array;

interface NodeZlib {
  inflateSync(data: Uint8Array, options: object): Uint8Array;
  deflateSync(data: Uint8Array, options: object): Uint8Array;
}

interface NodeProcess {
  readonly process?: { getBuiltinModule?(id: string): NodeZlib | undefined };
}

function platformZlib(): NodeZlib {
  const { process } = globalThis as NodeProcess;
  const zlib = process?.getBuiltinModule?.("node:zlib");
  if (zlib === undefined) {
    throw new InputError("No zlib on this platform: pass one in the options");
  }
  return zlib;
}

/**
 * Inflates with the platform's zlib.
 *
 * @throws {InputError} if the platform has none.
 */
export function inflate(data: Uint8Array, limit: number): Uint8Array {
  return platformZlib().inflateSync(data, { maxOutputLength: limit });
}

/**
 * Compresses with the platform's zlib at its highest level.
 *
 * @throws {InputError} if the platform has none.
 */
export function deflate(data: Uint8Array): Uint8Array {
  return platformZlib().deflateSync(data, { level: 9 });
}
