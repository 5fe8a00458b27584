/** Texts of scenario files for tests. */
import { assertEquals } from "@std/assert";
import { parseScenarios } from "../../src/scenario/parse.ts";
import type { KnownNames } from "../../src/scenario/resolve/scope.ts";
import type { Scenario } from "../../src/scenario/types.ts";

/** Three lines that every scenario needs; what follows starts in line 4. */
export const HEAD = "id: test\nname: A test\nsource: This file\n";

/** A step that asserts something. */
export const STEP = "steps:\n  - exit: {}\n    expect: ok\n";

/** The messages for a text, without the name of the file. */
export function messagesOf(text: string, known: KnownNames = {}): string[] {
  const { errors } = parseScenarios(text, "f.yaml", known);
  return errors.map(({ message }) => message.replace(/^f\.yaml:/, ""));
}

/** The only scenario of a text that has no errors. */
export function onlyScenario(text: string, known: KnownNames = {}): Scenario {
  const { scenarios, errors } = parseScenarios(text, "f.yaml", known);
  assertEquals(errors.map(({ message }) => message), []);
  assertEquals(scenarios.length, 1);
  return scenarios[0]!;
}

/** What is wrong with what follows the head. */
export interface ErrorCase {
  /** What the case shows. */
  readonly name: string;
  /** What follows the head, from line 4 on. */
  readonly text: string;
  /** Every message: line, column and reason. */
  readonly messages: readonly string[];
}

/** A test for each case. */
export function testErrors(subject: string, cases: readonly ErrorCase[]): void {
  for (const { name, text, messages } of cases) {
    Deno.test(`${subject}: ${name}`, () => {
      assertEquals(messagesOf(HEAD + text), messages);
    });
  }
}
