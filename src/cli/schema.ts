/**
 * The command that prints the JSON Schema of scenario files.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { readArguments } from "./arguments.ts";
import { print } from "./output.ts";
import { quote } from "../scenario/text/quote.ts";

/**
 * Prints the JSON Schema on standard output.
 *
 * @returns The exit status, 0.
 * @throws {InputError} if there is an argument.
 */
export async function schemaCommand(args: string[]): Promise<number> {
  const [first] = readArguments(args, {}).operands;
  if (first !== undefined) {
    throw new InputError(`Unknown argument ${quote(first)} of schema`);
  }
  const { scenarioJsonSchemaText } = await import(
    "../scenario/schema/json_schema.ts"
  );
  print(scenarioJsonSchemaText());
  return 0;
}
