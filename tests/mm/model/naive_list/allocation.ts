const SIZES = [32, 64, 96, 128, 192];

/** Bytes of a `vm_list_struct` and of a `vm_area_struct`, as allocated. */
export const RECORDS = { element: 32, vma: 96 };

/** How much is allocated for so many bytes; 0: too many. */
export function allocationOf(bytes: number): number {
  for (const size of SIZES) if (bytes <= size) return size;
  for (let size = 256; size <= 0x10_0000; size *= 2) {
    if (bytes <= size) return size;
  }
  return 0;
}
