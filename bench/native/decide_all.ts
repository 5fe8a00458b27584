/**
 * Decides questions with Linux 6.12 into an array of verdicts and VM flags.
 *
 * @module
 */
import { maxWord, type WordSize } from "../../src/abi/word.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import type { Arch } from "../../src/policy/request.ts";
import type { Question } from "../requests.ts";

/** Of a verdict that grants: `grantedCapabilities()`, without a call. */
const CAPABILITIES = 0xff;

/** A machine of this word size with pages of 4 KiB. */
export function archOf(wordSize: WordSize): Arch {
  return { wordSize, pageSize: 4096, taskSize: maxWord(wordSize) };
}

/** Answers each question with two numbers: the verdict and the VM flags. */
export function decideAll(
  questions: readonly Question[],
  answers: Int32Array,
  arch: Arch,
): void {
  const { validate, vmFlags } = LINUX_6_12;
  for (let i = 0; i < questions.length; i++) {
    const { request, file, caller } = questions[i]!;
    const verdict = validate(request, file, caller, arch);
    answers[2 * i] = verdict;
    answers[2 * i + 1] = verdict < 0 ? 0 : vmFlags({
      hasFile: file !== null,
      prot: request.prot,
      flags: request.flags,
      capabilities: verdict & CAPABILITIES,
      ptraced: caller.ptraced,
    });
  }
}
