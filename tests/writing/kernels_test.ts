import { assertEquals } from "@std/assert";
import { EDITIONS } from "../../src/policy/editions.ts";
import { kernelsText } from "../../src/writing/kernels.ts";

Deno.test("kernelsText() names the ends of what is complete between them", () => {
  const all = EDITIONS.map(({ id }) => id);
  assertEquals(kernelsText([]), "");
  assertEquals(kernelsText(all.slice(0, 1)), "linux-2.6.11");
  assertEquals(kernelsText(["linux-6.1", "linux-6.3"]), "linux-6.1, linux-6.3");
  assertEquals(kernelsText(all), `${all[0]} to ${all.at(-1)}`);
  assertEquals(
    kernelsText(all.filter((id) => id !== "linux-2.6.31")),
    "linux-2.6.11 to linux-2.6.30, linux-2.6.32 to linux-7.1",
  );
});

Deno.test("kernelsText() keeps the order, and names it does not know", () => {
  assertEquals(
    kernelsText(["v4", "v5", "linux-6.12", "linux-6.8", "linux-6.12"]),
    "v4, v5, linux-6.12, linux-6.8, linux-6.12",
  );
});
