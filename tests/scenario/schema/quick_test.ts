import { assertEquals } from "@std/assert";
import { Problems } from "../../../src/scenario/problems.ts";
import { quickReader, WRONG } from "../../../src/scenario/schema/quick.ts";
import { scenario } from "../../../src/scenario/schema/scenario.ts";
import { safeParse } from "../../../src/scenario/schema/valibot.ts";
import { readDocuments } from "../../../src/scenario/yaml/document.ts";
import { readWithLibrary } from "../../../src/scenario/yaml/library.ts";
import type { YamlValue } from "../../../src/scenario/yaml/value.ts";
import { randomBelow } from "../../random.ts";
import { shippedTexts } from "../shipped.ts";

const read = quickReader(scenario);

/** Both ways must come to the same, whether the value is right or wrong. */
function same(value: YamlValue): boolean {
  const { success, output } = safeParse(scenario, value);
  assertEquals(read(value), success ? output : WRONG);
  return success;
}

const VALUES: readonly YamlValue[] = shippedTexts().flatMap((text) =>
  [...readDocuments(text, new Problems(), readWithLibrary)]
    .map(({ value }) => value)
);

Deno.test("every shipped scenario reads quickly as the schema says", () => {
  assertEquals(VALUES.length > 100, true);
  for (const value of VALUES) assertEquals(same(value), true);
});

/** A copy in which one value, somewhere, is another or has another key. */
function damaged(
  value: YamlValue,
  below: (limit: number) => number,
): YamlValue {
  const inner = typeof value === "object" && value !== null
    ? Object.keys(value)
    : [];
  if (inner.length === 0 || below(6) === 0) {
    return [null, "text", "0x10", [], {}, ["text"], { text: "1" }][below(7)]!;
  }
  const key = inner[below(inner.length)]!;
  if (Array.isArray(value)) {
    return value.map((item, i) =>
      String(i) === key ? damaged(item, below) : item
    );
  }
  const { [key]: changed, ...rest } = value as { [key: string]: YamlValue };
  switch (below(8)) {
    case 0:
      return rest;
    case 1:
      return { ...rest, [`${key}s`]: changed! };
    case 2:
      return { ...rest, [key]: changed!, mmap: "text" };
    default:
      return { ...rest, [key]: damaged(changed!, below) };
  }
}

Deno.test("a damaged scenario reads quickly as the schema says", () => {
  const below = randomBelow(20);
  let wrong = 0;
  for (let round = 0; round < 4000; round++) {
    const value = VALUES[below(VALUES.length)]!;
    if (!same(damaged(value, below))) wrong++;
  }
  assertEquals(wrong > 1000 && wrong < 4000, true);
});
