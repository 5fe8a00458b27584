import { assertMatch, assertNotMatch } from "@std/assert";
import { attribute, content } from "../../src/report/xml.ts";
import { HOSTILE } from "./hostile.ts";

Deno.test("attribute() and content() leave no markup", () => {
  for (const text of HOSTILE) {
    assertNotMatch(attribute(text), /[<>"'\n]/);
    assertNotMatch(content(text), /[<>]/);
    assertMatch(attribute(text), /^(?:[^&]|&(?:amp|lt|gt|quot|#39);)*$/);
  }
});
