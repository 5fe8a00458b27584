import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../src/errors.ts";
import { deflate, inflate } from "../../../src/files/cramfs/zlib.ts";
import { contents } from "./sample.ts";

const page = contents(4096, 1);

Deno.test("inflate() gives back what deflate() took", () => {
  assertEquals(Uint8Array.from(inflate(deflate(page), 4096)), page);
});

Deno.test("inflate() ignores what follows the stream", () => {
  const longer = Uint8Array.from([...deflate(page), 1, 2, 3]);
  assertEquals(inflate(longer, 4096).length, 4096);
});

Deno.test("inflate() throws for damaged, short and long streams", () => {
  const stream = deflate(page);
  const damaged = stream.slice();
  damaged[damaged.length - 1]! ^= 1;
  assertThrows(() => inflate(damaged, 4096));
  assertThrows(() => inflate(stream.subarray(0, -1), 4096));
  assertThrows(() => inflate(stream, 4095));
  assertThrows(() => inflate(new Uint8Array(0), 4096));
});

Deno.test("Without a platform zlib there is a clear error", () => {
  const process = Object.getOwnPropertyDescriptor(globalThis, "process")!;
  Object.defineProperty(globalThis, "process", {
    value: undefined,
    configurable: true,
  });
  try {
    assertThrows(() => inflate(page, 1), InputError, "No zlib");
    assertThrows(() => deflate(page), InputError, "No zlib");
  } finally {
    Object.defineProperty(globalThis, "process", process);
  }
});
