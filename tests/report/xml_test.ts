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

Deno.test("attribute() and content() leave no character of markup alone", () => {
  for (let code = 0; code < 0x180; code++) {
    const text = `a${String.fromCharCode(code)}b`;
    // deno-lint-ignore no-control-regex
    assertNotMatch(attribute(text), /[<>"'\0-\x1f\x7f]/, `${code}`);
    assertNotMatch(content(text), /[<>]/, `${code}`);
    assertNotMatch(attribute(text), /&(?!(?:amp|lt|gt|quot|#39);)/, `${code}`);
    assertNotMatch(content(text), /&(?!(?:amp|lt|gt|quot|#39);)/, `${code}`);
  }
});
