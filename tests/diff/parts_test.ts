import { assertEquals } from "@std/assert";
import {
  differingParts,
  filesOfPart,
  mattersTo,
  withParts,
} from "../../src/diff/parts.ts";
import { EDITIONS, findEdition } from "../../src/policy/editions.ts";

for (const [place, edition] of EDITIONS.entries()) {
  const before = EDITIONS[place - 1];
  if (before === undefined || before.world !== edition.world) continue;
  Deno.test(`${edition.id} says of every part why it differs`, () => {
    const named = edition.changes.flatMap(({ parts }) => parts);
    assertEquals(
      [...new Set(named)].sort(),
      differingParts(before, edition).sort(),
    );
  });
}

Deno.test("an edition with all parts of another differs from it in none", () => {
  for (const [place, edition] of EDITIONS.entries()) {
    const before = EDITIONS[place - 1];
    if (before === undefined || before.world !== edition.world) continue;
    const parts = differingParts(before, edition);
    assertEquals(
      differingParts(withParts(before, edition, parts), edition),
      [],
      edition.id,
    );
    assertEquals(differingParts(edition, edition), []);
  }
});

Deno.test("one check can be exchanged", () => {
  const before = findEdition("linux-5.14")!;
  const after = findEdition("linux-5.15")!;
  const mixed = withParts(before, after, ["checks.mandatoryLocks"]);
  assertEquals(differingParts(mixed, after), []);
  assertEquals(differingParts(before, mixed), ["checks.mandatoryLocks"]);
});

Deno.test("parts of drivers and of ramfs matter to their files only", () => {
  assertEquals(filesOfPart("drivers"), "stock");
  assertEquals(filesOfPart("ramfs.accepts"), "ramfs");
  assertEquals(filesOfPart("vmFlags"), undefined);
  assertEquals(mattersTo(["drivers"], new Set()), false);
  assertEquals(mattersTo(["drivers"], new Set(["stock"])), true);
  assertEquals(mattersTo(["drivers", "wrap"], new Set()), true);
  assertEquals(mattersTo([], new Set(["stock", "ramfs"])), false);
});
