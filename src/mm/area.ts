/**
 * Where a direct mapping is to lie. Mirrors the call of `get_unmapped_area` in
 * mm/nommu.c, `do_mmap()`.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO, MAX_ERRNO } from "../abi/errno.ts";
import { addWords, signedWord, subtractWords, type Word } from "../abi/word.ts";
import type { OpenFile } from "../files/inode.ts";
import type { Machine } from "./machine.ts";
import type { NewMapping } from "./new_mapping.ts";
import type { Outcome } from "./outcome.ts";

/** Asks the driver for the address; answers the capabilities that are left. */
export function askForArea(
  machine: Machine,
  file: OpenFile,
  { region, vma }: NewMapping,
  length: Word,
  flags: number,
  capabilities: number,
): number | Outcome {
  const { journal, arch: { wordSize } } = machine;
  const { driver } = file.inode;
  const address = driver.getUnmappedArea(
    file.inode,
    length,
    vma.pgoff,
    flags,
    machine,
  );
  const error = address >= subtractWords(0, MAX_ERRNO, wordSize);
  const result = error ? signedWord(address, wordSize) : address;
  journal.call({
    operation: "get_unmapped_area",
    file: file.name,
    result,
    address: 0,
    length,
    pgoff: vma.pgoff,
    flags,
  });
  if (!error) {
    const end = addWords(address, length, wordSize);
    region.place(address, end, end);
    vma.place(address, end);
    return capabilities;
  }
  const errno = -Number(result);
  if (errno !== ERRNO.ENOSYS) {
    return journal.refused(errno, "get-unmapped-area-refuses");
  }
  if (!(capabilities & CAPABILITY.COPY)) {
    return journal.refused(ERRNO.ENODEV, "get-unmapped-area-enosys-shared");
  }
  journal.restrict("get-unmapped-area-enosys");
  return capabilities & ~CAPABILITY.DIRECT;
}
