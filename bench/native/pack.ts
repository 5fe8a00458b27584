/**
 * Questions and answers as bytes, in the layout that decide.c has.
 *
 * @module
 */
import { FILE_TYPES } from "../../src/policy/request.ts";
import type { Question } from "../requests.ts";

const REQUEST_SIZE = 48;

/** Packs questions for the native program. */
export function packQuestions(questions: readonly Question[]): Uint8Array {
  const bytes = new Uint8Array(questions.length * REQUEST_SIZE);
  const view = new DataView(bytes.buffer);
  questions.forEach(({ request, file, caller }, number) => {
    const at = number * REQUEST_SIZE;
    view.setBigUint64(at, BigInt(request.length), true);
    view.setBigUint64(at + 8, BigInt(request.pgoff), true);
    view.setUint32(at + 16, request.prot, true);
    view.setUint32(at + 20, request.flags, true);
    bytes.set([
      file === null ? 0 : 1,
      file === null ? 0 : FILE_TYPES.indexOf(file.type),
      file?.operations ?? 0,
      file?.capabilities ?? 0,
      file?.mode ?? 0,
      file?.appendOnly ? 1 : 0,
      file?.noexec ? 1 : 0,
      (caller.ptraced ? 1 : 0) | (caller.readImpliesExec ? 2 : 0),
    ], at + 24);
    view.setBigUint64(at + 32, BigInt(request.address), true);
    view.setUint8(at + 40, file?.mandatoryLock ? 1 : 0);
  });
  return bytes;
}

/** Verdicts and VM flags in turn, as the native program writes them. */
export function unpackAnswers(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.slice().buffer);
}
