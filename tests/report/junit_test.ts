import { assertEquals } from "@std/assert";
import { SaxesParser } from "npm:saxes@6.0.0";
import { junitReporter } from "../../src/report/junit.ts";
import { oneLine } from "../../src/writing/printable.ts";
import { HOSTILE, hostileResult, hostileResults, reportOf } from "./hostile.ts";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** A strict parser: every error of well-formedness throws. */
function parse(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const stack = [root];
  const parser = new SaxesParser();
  parser.on("error", (error: Error) => {
    throw error;
  });
  parser.on("opentag", (tag: { name: string; attributes: unknown }) => {
    const element: Element = {
      name: tag.name,
      attributes: tag.attributes as Record<string, string>,
      children: [],
      text: "",
    };
    stack.at(-1)!.children.push(element);
    stack.push(element);
  });
  parser.on("text", (text: string) => void (stack.at(-1)!.text += text));
  parser.on("closetag", () => void stack.pop());
  parser.write(xml).close();
  return root.children[0]!;
}

const report = (results: Parameters<typeof reportOf>[1]): string =>
  reportOf((write) => junitReporter(write, () => 0), results);

function names(element: Element): string[] {
  return element.children.map(({ name }) => name);
}

Deno.test("JUnit: counts, places and failures", () => {
  const suites = parse(report([
    hostileResult("one", "passed"),
    hostileResult("two", "failed"),
    hostileResult("two", "known"),
    hostileResult("two", "unexpected-pass"),
  ]));
  assertEquals(suites.name, "testsuites");
  assertEquals(suites.attributes, {
    name: "nommap",
    tests: "4",
    failures: "2",
    errors: "0",
    time: "0.012000",
  });
  assertEquals(suites.children.map(({ attributes }) => attributes["name"]), [
    "one",
    "two",
  ]);
  const [failed, known, passing] = suites.children[1]!.children;
  assertEquals(suites.children[1]!.attributes["file"], "two");
  assertEquals(suites.children[1]!.attributes["skipped"], "1");
  assertEquals(failed!.children[1]!.text.split("\n")[1], "two:2:3");
  assertEquals(failed!.attributes["classname"], "linux-6.12");
  assertEquals(names(failed!), ["failure", "system-out"]);
  assertEquals(
    failed!.children[0]!.attributes["message"],
    "two: two is twotwo, expected two",
  );
  assertEquals(names(known!), ["skipped", "system-out"]);
  assertEquals(names(passing!), ["failure", "system-out"]);
  assertEquals(names(suites.children[0]!.children[0]!), [
    "system-out",
  ]);
});

/**
 * What the strictest of its readers, the xUnit plugin of Jenkins, permits in
 * the elements that are written; attributes with `!` must be there.
 */
const PERMITTED: Readonly<
  Record<string, { readonly in: string; readonly attributes: string }>
> = {
  testsuites: { in: "", attributes: "name time tests failures errors" },
  testsuite: {
    in: "testsuites",
    attributes: "name! tests! failures! errors! time skipped file",
  },
  testcase: { in: "testsuite", attributes: "name! time classname" },
  failure: { in: "testcase", attributes: "type message" },
  skipped: { in: "testcase", attributes: "type message" },
  "system-out": { in: "testcase", attributes: "" },
};

Deno.test("JUnit: has what Jenkins permits, and nothing else", () => {
  const seen = new Set<string>();
  const check = (element: Element, parent: string): void => {
    const { name, attributes, children } = element;
    const rule = PERMITTED[name];
    assertEquals(rule?.in, parent, name);
    seen.add(name);
    const permitted = rule!.attributes.split(" ");
    for (const attribute of Object.keys(attributes)) {
      const known = permitted.includes(attribute) ||
        permitted.includes(`${attribute}!`);
      assertEquals(known, true, `${name}/@${attribute}`);
    }
    for (const attribute of permitted.filter((one) => one.endsWith("!"))) {
      assertEquals(Object.hasOwn(attributes, attribute.slice(0, -1)), true);
    }
    for (const child of children) check(child, name);
  };
  check(parse(report(hostileResults())), "");
  assertEquals([...seen].sort(), Object.keys(PERMITTED).sort());
});

Deno.test("JUnit: hostile texts stay texts", () => {
  const suites = parse(report(hostileResults()));
  assertEquals(suites.children.length, HOSTILE.length);
  suites.children.forEach((suite, number) => {
    assertEquals(suite.attributes["name"], oneLine(HOSTILE[number]!));
    assertEquals(suite.children.length, 4);
    for (const test of suite.children) {
      assertEquals(test.attributes["name"], oneLine(HOSTILE[number]!));
      assertEquals(test.name, "testcase");
    }
  });
});
