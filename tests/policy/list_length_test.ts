import { assertEquals } from "@std/assert";
import { checkRoundedLength } from "../../src/policy/list_length.ts";
import { RULES } from "../../src/policy/rules.ts";
import { refusingRule } from "../../src/policy/verdict.ts";

const WORDS = 2n ** 32n;

/** The rule against a length and an offset, as the kernel reckons. */
function expected(
  length: number,
  pgoff: number,
  pageShift: number,
  taskSize: number,
): string | undefined {
  const page = 1n << BigInt(pageShift);
  const rounded = (BigInt(length) + page - 1n) % WORDS / page * page;
  if (length === 0) return "zero-length";
  if (rounded === 0n) return "length-overflow";
  if (rounded > BigInt(taskSize)) return "length-beyond-task-size";
  const end = BigInt(pgoff) + rounded / page;
  return end >= WORDS ? "offset-overflow" : undefined;
}

/** Numbers at which one of the checks may change. */
function around(...values: readonly number[]): number[] {
  return values.flatMap((value) => [value - 1, value, value + 1])
    .filter((value) => value >= 0 && value < 2 ** 32);
}

Deno.test("checkRoundedLength() is exact at every limit", () => {
  for (const pageShift of [10, 12, 16, 24]) {
    const page = 2 ** pageShift;
    for (const taskSize of around(2 ** 24, 2 ** 30, 2 ** 31, 2 ** 32)) {
      const lengths = around(
        0,
        page,
        taskSize,
        2 ** 30,
        2 ** 32 - page,
        2 ** 32,
      );
      for (const length of lengths) {
        const pages = Math.ceil(length / page);
        for (const pgoff of around(0, 2 ** 30, 2 ** 32 - pages)) {
          const arch = { pageShift, taskSize };
          const request = { address: 0, length, pgoff, prot: 1, flags: 2 };
          const verdict = checkRoundedLength(request, arch);
          assertEquals(
            verdict === 0 ? undefined : RULES[refusingRule(verdict)]?.id,
            expected(length, pgoff, pageShift, taskSize),
            JSON.stringify({ ...arch, ...request }),
          );
        }
      }
    }
  }
});
