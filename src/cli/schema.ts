/**
 * The command that prints the JSON Schema of scenario files.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { print } from "./output.ts";

const HELP = `Usage: nommap schema

Prints the JSON Schema of scenario files. Editors use it to complete and check
keys; name it in the first line of a scenario file:

  # yaml-language-server: $schema=../schema/scenario.schema.json`;

/**
 * Prints the JSON Schema on standard output.
 *
 * @returns The exit status, 0.
 * @throws {InputError} if there is an argument that is not known.
 */
export async function schemaCommand(args: string[]): Promise<number> {
  const [first] = args;
  if (first === "--help" || first === "-h") {
    print(`${HELP}\n`);
    return 0;
  }
  if (first !== undefined) {
    throw new InputError(`Unknown argument '${first}' of schema`);
  }
  const { scenarioJsonSchemaText } = await import(
    "../scenario/schema/json_schema.ts"
  );
  print(scenarioJsonSchemaText());
  return 0;
}
