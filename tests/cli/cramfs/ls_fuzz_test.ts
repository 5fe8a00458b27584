import { quickly } from "../../quickly.ts";
import { assert } from "@std/assert";
import { lsCommand } from "../../../src/cli/cramfs/ls.ts";
import { InputError } from "../../../src/errors.ts";
import { damagedImage } from "../../files/cramfs/damage.ts";

const ROUNDS = 600;
const OPTIONS: readonly (readonly string[])[] = [
  [],
  ["--at", "0x22000000"],
  ["--mmu", "linux-6.12"],
  ["--mmu", "v5"],
  ["--mmu", "2025-mmap-prepare"],
  ["--endian", "any"],
];

/** What `nommap cramfs ls` prints of an image, or that it refuses it. */
function list(path: string, options: readonly string[]): string | InputError {
  const decoder = new TextDecoder();
  const { writeSync } = Deno.stdout;
  let text = "";
  Deno.stdout.writeSync = (bytes) => {
    text += decoder.decode(bytes, { stream: true });
    return bytes.length;
  };
  try {
    lsCommand([path, ...options]);
    return text;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  } finally {
    Deno.stdout.writeSync = writeSync;
  }
}

Deno.test(`ls lists or refuses ${ROUNDS} damaged images, in time`, () => {
  const path = Deno.makeTempFileSync({ suffix: ".img" });
  let listed = 0;
  try {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      Deno.writeFileSync(path, damagedImage(seed));
      const options = OPTIONS[seed % OPTIONS.length]!;
      const result = quickly(
        5000,
        () => list(path, options),
        `Image of seed ${seed}`,
      );
      if (typeof result === "string") listed++;
      else assert(result.message.startsWith(path), result.message);
    }
  } finally {
    Deno.removeSync(path);
  }
  assert(listed > ROUNDS / 10 && listed < ROUNDS, `${listed} were listed`);
});
