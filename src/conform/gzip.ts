/**
 * Unpacking gzip piece by piece, in little memory whatever it unpacks to.
 *
 * @module
 */
import { InputError } from "../errors.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Largest piece that is unpacked at once: it makes up to a thousand times as much. */
const PIECE = 512;
/** Files that unpack to less are never refused. */
const SMALL = 16 * 2 ** 20;
/** No recording is packed to so small a part of its size. */
const MOST_TIMES = 500;

/** Whether these first bytes begin a gzip file. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * The unpacked bytes of a gzip file. Reading them fails with an InputError if
 * they are far more than what any recording unpacks to.
 */
export function unzipped(
  bytes: ReadableStream<Bytes>,
  file: string,
): ReadableStream<Bytes> {
  let packed = 0;
  let unpacked = 0;
  const inPieces = new TransformStream<Bytes, Bytes>({
    transform(chunk, controller) {
      packed += chunk.length;
      for (let at = 0; at < chunk.length; at += PIECE) {
        controller.enqueue(chunk.subarray(at, at + PIECE));
      }
    },
  });
  const counted = new TransformStream<Bytes, Bytes>({
    transform(chunk, controller) {
      unpacked += chunk.length;
      if (unpacked > SMALL && unpacked > MOST_TIMES * packed) {
        throw new InputError(
          `Unpacks to more than ${MOST_TIMES} times its size`,
          { file },
        );
      }
      controller.enqueue(chunk);
    },
  });
  return bytes.pipeThrough(inPieces)
    .pipeThrough(new DecompressionStream("gzip"))
    .pipeThrough(counted);
}
