/**
 * The characters that mean something in plain documents.
 *
 * @module
 */

export const LINE_FEED = 0x0a;
export const SPACE = 0x20;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const SINGLE_QUOTE = 0x27;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_LIST = 0x5d;
export const OPEN_MAPPING = 0x7b;
export const CLOSE_MAPPING = 0x7d;

/** For each ASCII character, whether a plain text can start with it. */
export const STARTS_PLAIN: Uint8Array = tableOf(/[A-Za-z0-9_/.(+<=]/);
/** For each ASCII character, whether it can stand in a key that is read here. */
export const IN_KEY: Uint8Array = tableOf(/[A-Za-z0-9_/.-]/);

function tableOf(characters: RegExp): Uint8Array {
  return Uint8Array.from(
    { length: 128 },
    (_, code) => characters.test(String.fromCharCode(code)) ? 1 : 0,
  );
}
