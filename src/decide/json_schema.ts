/**
 * The JSON Schema of the requests of `nommap decide`.
 *
 * @module
 */
import { file, type FileDocument } from "../scenario/schema/file.ts";
import { jsonSchemaOf } from "../scenario/schema/json_schema.ts";
import { text } from "../scenario/schema/kit.ts";
import {
  machine,
  type MachineDocument,
  process,
  type ProcessDocument,
} from "../scenario/schema/machine.ts";
import { mapping, optional, required } from "../scenario/schema/mapping.ts";
import { type MmapDocument, OPERATIONS } from "../scenario/schema/operation.ts";
import { any, type GenericSchema } from "../scenario/schema/valibot.ts";

interface RequestDocument {
  readonly id?: unknown;
  readonly kernel?: string;
  readonly machine?: MachineDocument;
  readonly file?: FileDocument;
  readonly caller?: ProcessDocument;
  readonly mmap: MmapDocument;
}

const REQUEST = mapping<RequestDocument>("a request", {
  id: optional(
    any() as GenericSchema<unknown, unknown>,
    "Anything; it comes back in the answer",
  ),
  kernel: optional(
    text("a kernel"),
    "The edition, such as linux-6.12; that of --kernel if left out",
  ),
  machine: optional(machine, "The machine, as in a scenario"),
  file: optional(
    file,
    "The file that is mapped, as in a scenario; left out for anonymous memory",
  ),
  caller: optional(process, "The calling process, as in a scenario"),
  mmap: required(
    OPERATIONS.mmap,
    "The arguments of mmap(); file is not needed",
  ),
});

/** The JSON Schema (draft 7) of one line of input, as text. */
export function requestJsonSchemaText(): string {
  const schema = jsonSchemaOf(REQUEST, {
    name: "request",
    title: "nommap request",
    description: "One request of nommap decide, a line of JSON",
  });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
