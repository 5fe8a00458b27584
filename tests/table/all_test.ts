import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { declarationClasses } from "../../src/table/all.ts";
import {
  classesCsv,
  classesMarkdown,
  classesText,
} from "../../src/table/all_text.ts";
import {
  admits,
  decisionList,
  type ListEntry,
} from "../../src/table/decision_list.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { styleFor } from "../../src/report/style.ts";

function valueIn(list: readonly ListEntry[], point: readonly number[]): string {
  return list.find(({ condition }) => admits(condition, point))!.value;
}

function pointsOf(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (points, size) =>
      points.flatMap((point) =>
        Array.from({ length: size }, (_, value) => [...point, value])
      ),
    [[]],
  );
}

Deno.test("decisionList() writes a function as conditions in order", () => {
  const list = decisionList(
    [2, 2, 3],
    ([a, b, c]) =>
      a === 0 ? "none" : b === 0 ? "some" : c === 2 ? "all" : "most",
  );
  assertEquals(list.map(({ condition, value }) => [condition, value]), [
    [[1, null, null], "none"],
    [[null, 1, null], "some"],
    [[null, null, 3], "most"],
    [[null, null, null], "all"],
  ]);
  assertEquals(list.map(({ points }) => points), [6, 3, 2, 1]);
});

Deno.test("decisionList() is the function, whatever that is", () => {
  let seed = 1;
  const random = (most: number): number => {
    seed = seed * 48271 % 0x7fff_ffff;
    return seed % most;
  };
  for (let round = 0; round < 40; round++) {
    const sizes = Array.from({ length: 1 + random(5) }, () => 1 + random(4));
    const values = new Map(
      pointsOf(sizes).map((point) => [String(point), `v${random(3)}`]),
    );
    const list = decisionList(sizes, (point) => values.get(String(point))!);
    for (const point of pointsOf(sizes)) {
      assertEquals(valueIn(list, point), values.get(String(point)));
    }
  }
});

Deno.test("declarationClasses() is short and settles everything", () => {
  for (const type of ["SHARED", "PRIVATE"] as const) {
    const classes = declarationClasses(type, LINUX_6_12);
    assert(classes.length <= 24, `${type}: ${classes.length}`);
    const settled = classes.reduce((sum, { count }) => sum + count, 0);
    assertEquals(settled, 4 * 4 * 3 * 2 ** 8);
  }
  const outcomes = new Set(
    declarationClasses("SHARED", LINUX_6_12).map(({ outcome }) => outcome),
  );
  assertEquals([...outcomes].sort(), ["EINVAL", "ENODEV", "direct", "error"]);
});

Deno.test("the classes are printed for people and programs", () => {
  const classes = { SHARED: declarationClasses("SHARED", LINUX_6_12) };
  const options = { style: styleFor(false), width: 80 };
  const text = classesText(classes, LINUX_6_12.id, options);
  assertStringIncludes(text, "MAP_SHARED\n");
  assertStringIncludes(text, "shared-needs-direct\n");
  assertEquals(text.split("\n").filter((line) => line.length > 80), []);
  assertStringIncludes(classesMarkdown(classes), "## MAP_SHARED\n");
  assertStringIncludes(classesCsv(classes), "type,mmap,area,read,caps,prot");
});
