/**
 * Requests as JSON: the same words as in scenario files, so that they are read
 * by the same code.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { findEdition } from "../policy/editions.ts";
import { outcomeJson } from "../report/json.ts";
import { ENGINE_NAMES } from "../scenario/known_names.ts";
import { parseScenarios } from "../scenario/parse.ts";
import { runScenario } from "../scenario/run/run.ts";
import { didYouMean } from "../scenario/text/nearest.ts";
import { quote } from "../scenario/text/quote.ts";
import { findRule } from "../policy/rules.ts";

type Json = Readonly<Record<string, unknown>>;

const KEYS = ["id", "kernel", "machine", "file", "caller", "mmap"];

/**
 * Answers one request.
 *
 * @param request `{ mmap, file?, caller?, machine?, kernel?, id? }`; what is in
 * them is spelt as in scenario files. `id` comes back in the answer.
 * @param kernel Edition for requests that name none.
 *
 * @throws {InputError} if the request is wrong.
 */
export function answerJson(request: Json, kernel: string): Json {
  for (const key of Object.keys(request)) {
    if (!KEYS.includes(key)) {
      throw new InputError(`Unknown key ${quote(key)}${didYouMean(key, KEYS)}`);
    }
  }
  const { id, file, caller, machine, mmap } = request;
  if (typeof mmap !== "object" || mmap === null) {
    throw new InputError("Missing key 'mmap' of the request");
  }
  const document = {
    id: "request",
    name: "request",
    source: "request",
    kernel: request["kernel"] ?? kernel,
    ...(machine === undefined ? {} : { machine }),
    ...(file === undefined || file === null ? {} : { files: { file } }),
    ...(caller === undefined ? {} : { processes: { caller } }),
    steps: [{
      mmap: {
        ...(file === undefined || file === null ? {} : { file: "file" }),
        ...mmap,
      },
      expect: "ok",
    }],
  };
  const { scenarios, errors } = parseScenarios(
    jsonText(document),
    "request",
    ENGINE_NAMES,
  );
  if (errors[0] !== undefined) throw new InputError(errors[0].reason);
  const scenario = scenarios[0]!;
  const edition = findEdition(scenario.kernels[0]!)!;
  const { outcome } = runScenario(scenario, edition).steps[0]!;
  return {
    ...(id === undefined ? {} : { id }),
    kernel: edition.id,
    ...outcomeJson(outcome!),
    sentence: findRule(outcome!.reason)?.sentence ?? "",
  };
}

/** JSON in which large integers keep every digit. */
function jsonText(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, part) => typeof part === "bigint" ? `0x${part.toString(16)}` : part,
  );
}
