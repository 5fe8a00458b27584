/** @module The table of changes: what the comparison of neighbours must say. */

/** A row of the table. */
export interface Row {
  readonly number: number;
  /** The edition that brought the change. */
  readonly since: string;
  /** Differences that must be among those of the change. */
  readonly effects: readonly (readonly [from: string, to: string])[];
}

/** The rows. */
export const ROWS: readonly Row[] = [
  {
    number: 1,
    since: "linux-2.6.11-bdi",
    effects: [
      ["anonymous (anonymous)", "EINVAL (map-type)"],
      ["EINVAL (shared-needs-memory-backed)", "ENODEV (shared-needs-direct)"],
      ["direct (private-direct)", "ENODEV (private-needs-copy)"],
      ["EPERM (noexec-mount)", "ENODEV (shared-needs-direct)"],
    ],
  },
  {
    number: 2,
    since: "linux-2.6.11-bdi",
    effects: [["vm_flags with EXEC", "vm_flags with no flag"]],
  },
  {
    number: 3,
    since: "linux-2.6.11-bdi",
    effects: [[
      "ENODEV (get-unmapped-area-enosys-any)",
      "copy (private-mmap-enosys)",
    ]],
  },
  {
    number: 4,
    since: "linux-2.6.14",
    effects: [
      ["EINVAL (munmap-no-exact-match)", "ok (munmap-any-length)"],
      [
        "EAGAIN (private-mmap-refuses)",
        "direct (private-direct), direct-against-capabilities",
      ],
    ],
  },
  {
    number: 5,
    since: "linux-2.6.16",
    effects: [["ENODEV (shared-needs-direct)", "direct (shared-direct)"]],
  },
  {
    number: 6,
    since: "linux-2.6.18",
    effects: [
      ["direct (private-direct), mapped-at-zero", "copy (private-mmap-enosys)"],
      [
        "stops (private-direct), driver-accepts-unshareable",
        "copy (private-writable)",
      ],
    ],
  },
  {
    number: 7,
    since: "linux-2.6.19",
    effects: [
      ["/proc/PID/maps empty", "/proc/PID/maps with lines"],
      [
        "stops (kmalloc-too-large), null-file-released",
        "ENOMEM (kmalloc-too-large)",
      ],
    ],
  },
  {
    number: 8,
    since: "linux-2.6.20",
    effects: [
      [
        "stops (capabilities-never-set), capabilities-unknown",
        "EINVAL (zero-length)",
      ],
      ["EINVAL (offset-overflow)", "EOVERFLOW (offset-overflow)"],
    ],
  },
  {
    number: 9,
    since: "linux-2.6.21",
    effects: [["direct (existing-vma)", "direct (shared-direct)"]],
  },
  {
    number: 10,
    since: "linux-2.6.29",
    effects: [
      ["address inside a page", "address page aligned"],
      ["ENOMEM (kmalloc-too-large)", "anonymous (anonymous)"],
      ["direct (shared-direct)", "direct (existing-region)"],
      ["EINVAL (munmap-no-exact-match)", "ok (munmap-part)"],
      ["ok (munmap-any-length)", "EINVAL (munmap-zero-length)"],
      ["total_vm -1", "total_vm 0"],
      ["EFAULT (mremap-wrong-length)", "EINVAL (mremap-not-mapped)"],
    ],
  },
  {
    number: 11,
    since: "linux-2.6.30",
    effects: [[
      "stops (shared-direct), region-not-page-aligned",
      "direct (shared-direct)",
    ]],
  },
  {
    number: 12,
    since: "linux-2.6.31",
    effects: [["direct (shared-direct)", "EACCES (not-open-for-reading)"]],
  },
  {
    number: 13,
    since: "linux-2.6.32",
    effects: [["EINVAL (address-hint)", "anonymous (anonymous)"]],
  },
  {
    number: 14,
    since: "linux-2.6.32",
    effects: [[
      "stops (private-direct), traced-direct-bug",
      "copy (private-writable)",
    ]],
  },
  {
    number: 15,
    since: "linux-2.6.33",
    effects: [
      ["other bytes", "other bytes"],
      ["ok (truncate)", "ok (truncate), region-end-unaligned"],
    ],
  },
  {
    number: 16,
    since: "linux-2.6.35",
    effects: [
      [
        "stops (private-direct), traced-direct-bug",
        "copy (private-prot-beyond-capabilities)",
      ],
      ["stops (private-direct), traced-direct-bug", "direct (private-direct)"],
      ["vm_flags with MAYWRITE", "vm_flags with no flag"],
    ],
  },
  {
    number: 17,
    since: "linux-3.0",
    effects: [
      ["length in bytes", "length in pages"],
      ["EINVAL (munmap-outside)", "ok (munmap-whole)"],
      ["EINVAL (mremap-not-mapped)", "ok (mremap-in-place)"],
      ["vm_flags with no flag", "vm_flags with PFNMAP, IO, RESERVED"],
    ],
  },
  {
    number: 18,
    since: "linux-3.10",
    effects: [["EINVAL (map-fixed)", "EACCES (security-module-refuses)"]],
  },
  {
    number: 19,
    since: "linux-3.19",
    effects: [[
      "ENOMEM (allocation-too-large)",
      "stops (anonymous), copy-larger-than-memory",
    ]],
  },
  {
    number: 20,
    since: "linux-4.0",
    effects: [
      ["copy (copy-only)", "ENODEV (private-needs-copy)"],
      ["ENODEV (shared-needs-direct)", "direct (shared-direct)"],
      ["copy (default-copy)", "ENODEV (private-needs-copy)"],
    ],
  },
  {
    number: 21,
    since: "linux-4.1",
    effects: [["ENODEV (private-needs-copy)", "copy (default-copy)"]],
  },
  {
    number: 22,
    since: "linux-3.14",
    effects: [
      [
        "copy (private-mmap-enosys)",
        "EACCES (private-mmap-refuses), mtd-refuses-copy",
      ],
      [
        "copy (get-unmapped-area-enosys)",
        "ENODEV (get-unmapped-area-refuses)",
      ],
    ],
  },
  {
    number: 23,
    since: "linux-4.9",
    effects: [
      ["copy (private-mmap-enosys)", "direct (private-direct)"],
      [
        "EINVAL (get-unmapped-area-refuses)",
        "ENODEV (get-unmapped-area-enosys-shared)",
      ],
    ],
  },
  {
    number: 24,
    since: "linux-4.14",
    effects: [["copy (default-copy)", "EINVAL (read-position-negative)"]],
  },
  {
    number: 25,
    since: "linux-5.10",
    effects: [
      [
        "copy (copy-only)",
        "EINVAL (read-not-supported), declared-copy-unreadable",
      ],
      ["copy (default-copy)", "EINVAL (read-not-supported)"],
    ],
  },
  {
    number: 26,
    since: "linux-5.15",
    effects: [[
      "EAGAIN (shared-mandatory-lock)",
      "ENODEV (shared-needs-direct)",
    ]],
  },
  {
    number: 27,
    since: "linux-6.1",
    effects: [
      [
        "direct (existing-region)",
        "direct (existing-region), vma-overwritten",
      ],
      [
        "EINVAL (munmap-not-mapped)",
        "ok (munmap-whole), munmap-finds-higher",
      ],
    ],
  },
  {
    number: 28,
    since: "linux-6.3",
    effects: [
      ["vm_flags with MAYSHARE", "vm_flags with MAYOVERLAY"],
      [
        "stops (private-direct), traced-direct-bug",
        "copy (private-traced), traced-direct-warning",
      ],
    ],
  },
  {
    number: 29,
    since: "linux-6.6",
    effects: [["/proc/PID/maps empty", "/proc/PID/maps with lines"]],
  },
  {
    number: 30,
    since: "linux-6.6",
    effects: [[
      "ENOMEM (no-memory-for-records)",
      "ok (anonymous), tree-allocation-lost",
    ]],
  },
  {
    number: 31,
    since: "linux-6.17",
    effects: [
      ["ENODEV (no-mmap-operation)", "direct (shared-direct)"],
      ["direct (shared-direct)", "ENODEV (mmap-beside-mmap-prepare)"],
    ],
  },
  {
    number: 32,
    since: "linux-6.19",
    effects: [[
      "direct (shared-direct)",
      "EAGAIN (shared-mmap-refuses), remap-action-refused",
    ]],
  },
];
