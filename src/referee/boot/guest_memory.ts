/**
 * The memory of a guest, a file that host and guest share.
 *
 * @module
 */
import type { MemoryRange } from "../target/device_tree.ts";
import { HEADER } from "../layout.ts";
import { MEMORY } from "../target/machine.ts";

/** The file that is the memory of a guest. It is gone when the process ends. */
export class GuestMemory implements Disposable {
  readonly path: string;
  /** What the kernel says on its console goes there, if it has one. */
  readonly console: string;
  readonly #file: Deno.FsFile;

  constructor() {
    this.path = Deno.makeTempFileSync({ prefix: "nommap-" });
    this.console = `${this.path}.console`;
    addEventListener("unload", this.#remove);
    Deno.writeTextFileSync(this.console, "");
    this.#file = Deno.openSync(this.path, { read: true, write: true });
    this.#file.truncateSync(MEMORY.all.size);
  }

  write(range: MemoryRange, bytes: Uint8Array): void {
    this.#file.seekSync(range.base - MEMORY.all.base, Deno.SeekMode.Start);
    for (let at = 0; at < bytes.length;) {
      at += this.#file.writeSync(bytes.subarray(at));
    }
  }

  read(range: MemoryRange, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    this.#file.seekSync(range.base - MEMORY.all.base, Deno.SeekMode.Start);
    for (let at = 0; at < length;) {
      at += this.#file.readSync(bytes.subarray(at)) ?? length;
    }
    return bytes;
  }

  /** What is used of a range, as the guest says, but no more than it has. */
  readUsed(range: MemoryRange, used: number): Uint8Array<ArrayBuffer> {
    return this.read(range, Math.min(used, range.size));
  }

  header(): BigUint64Array<ArrayBuffer> {
    return new BigUint64Array(
      this.read(MEMORY.area, 8 * HEADER.WORDS).buffer,
    );
  }

  [Symbol.dispose](): void {
    removeEventListener("unload", this.#remove);
    this.#file.close();
    this.#remove();
  }

  readonly #remove = (): void => {
    Deno.removeSync(this.path);
    Deno.removeSync(this.console);
  };
}
