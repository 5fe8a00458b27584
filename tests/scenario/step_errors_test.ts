import { testErrors } from "./document.ts";

testErrors("step", [
  {
    name: "no operation, and several",
    text: `steps:
  - expect: ok
  - exit: {}
    close: { file: a }
  - exit:
  - munmap: []
  - exit
`,
    messages: [
      "5:5: Missing in a step: one of mmap, munmap, mremap, ftruncate, write, " +
      "close, exit, store, load, mprotect, madvise, mlock, msync, mincore, " +
      "ptrace, sysctl",
      "6:5: Only one of close, exit can be given in a step",
      "8:5: Expected a mapping (exit), found nothing",
      "9:13: Expected a mapping (munmap), found a list",
      "10:5: Expected a mapping (a step), found 'exit'",
    ],
  },
  {
    name: "misspelt operation, key, flags and expectation",
    text: `steps:
  - mmpa: { file: a, lenght: 4KiB, prot: REED, flags: SHARD|0x|PRIVATE }
    expect: ENODEVV
`,
    messages: [
      "5:5: Unknown key 'mmpa' of a step; did you mean 'mmap'?",
      "5:22: Unknown key 'lenght' of mmap; did you mean 'length'?",
      "5:42: Unknown flag 'REED' of prot; did you mean 'READ'?",
      "5:55: Unknown flag 'SHARD' of flags; did you mean 'SHARED'?",
      "6:13: Unknown expectation 'ENODEVV'; did you mean 'ENODEV'?",
    ],
  },
  {
    name: "mmap without its arguments",
    text: "steps:\n  - mmap: {}\n    expect: ok\n",
    messages: [
      "5:11: Missing key 'length' of mmap",
      "5:11: Missing key 'prot' of mmap",
      "5:11: Missing key 'flags' of mmap",
    ],
  },
  {
    name: "mmap with too many arguments",
    text: `files: { a: {} }
steps:
  - mmap: { file: a, fd: 3, offset: 0, pgoff: 0, length: 1, prot: 0, flags: 2 }
    expect: ok
`,
    messages: [
      "6:22: Only one of file, fd can be given in mmap",
      "6:40: Only one of offset, pgoff can be given in mmap",
    ],
  },
  {
    name: "mmap of nothing",
    text:
      "steps:\n  - mmap: { length: 1, prot: READ, flags: PRIVATE }\n    expect: ok\n",
    messages: [
      "5:11: mmap has neither a file nor ANONYMOUS in its flags; a bad " +
      "descriptor is asked for with fd",
    ],
  },
  {
    name: "flags that are none",
    text: `steps:
  - mmap: { length: 1, prot: READ|, flags: PRIVATE|8589934592|0x123456789 }
    expect: ok
  - mremap: { address: 0, old_length: 1, new_length: 1, flags: MAP_FIXED }
  - mprotect: { address: 0, length: 1, prot: 0x1|rwx }
  - madvise: { address: 0, length: 1, advice: DONTNED }
  - madvise: { address: 0, length: 1, advice: MADV_TURBO }
`,
    messages: [
      "5:30: Flag name missing beside a '|' in prot 'READ|'",
      "5:44: Flags '8589934592' do not fit 32 bits",
      "7:64: Unknown flag 'MAP_FIXED' of mremap flags",
      "8:46: Unknown flag 'rwx' of prot",
      "9:47: Unknown advice 'DONTNED'; did you mean 'DONTNEED'?",
      "10:47: Unknown advice 'MADV_TURBO'",
    ],
  },
  {
    name: "unknown names",
    text: `files: { flash0: {} }
processes: { shell: {}, init: {} }
steps:
  - by: shel
    as: text
    mmap: { file: flsh0, length: 1, prot: READ, flags: PRIVATE }
    expect: ok
  - munmap: { address: txt, length: 1 }
  - close: { file: nothing }
  - by: daemon
    exit: {}
`,
    messages: [
      "7:9: Unknown process 'shel'; did you mean 'shell'?",
      "9:19: Unknown file 'flsh0'; did you mean 'flash0'?",
      "11:24: Unknown label 'txt'; did you mean 'text'?",
      "12:20: Unknown file 'nothing'; known are flash0",
      "13:9: Unknown process 'daemon'; known are shell, init",
    ],
  },
  {
    name: "labels",
    text: `steps:
  - munmap: { address: late+4KiB, length: 1 }
    expect: ok
  - as: late
    mmap: { address: late, length: 1, prot: READ, flags: PRIVATE|ANONYMOUS }
  - as: late
    exit: {}
  - as: gone
    munmap: { address: late, length: 1 }
  - munmap: { address: gone, length: 1 }
`,
    messages: [
      "5:24: Label 'late' is used before its step is done",
      "8:22: Label 'late' is used before its step is done",
      "9:9: Label 'late' is given twice",
      "13:24: Label 'gone' names a step with munmap, which has no address",
    ],
  },
  {
    name: "labels and addresses that are none",
    text: `steps:
  - as: text-2
    exit: {}
    expect: ok
  - as: 0x10
    exit: {}
  - munmap: { address: text*2, length: 1 }
  - munmap: { address: text+, length: 1 }
  - munmap: { address: text+end, length: 1 }
  - munmap: { address: -1, length: 1 }
  - munmap: { address: [], length: 1 }
`,
    messages: [
      "5:9: The label 'text-2' can have only letters, digits, '_' and '.', " +
      "and starts with a letter or '_'",
      "8:9: The label '0x10' can have only letters, digits, '_' and '.', " +
      "and starts with a letter or '_'",
      "10:24: 'text*2' is neither a number nor a label with a distance",
      "11:24: 'text+' is neither a number nor a label with a distance",
      "12:24: 'end' is not a number",
      "13:24: Number '-1' is negative",
      "14:24: Expected an address, found a list",
    ],
  },
  {
    name: "numbers beyond a word of the machine",
    text: `files: { a: {} }
steps:
  - as: a
    mmap: { file: a, address: 0x100000000, length: 4GiB, prot: 0, flags: 2, pgoff: 0x100000000 }
    expect: ok
  - mmap: { file: a, length: 1, prot: 0, flags: 2, offset: 0x100000000000 }
  - munmap: { address: a+4GiB, length: 1 }
`,
    messages: [
      "7:31: Number 0x100000000 does not fit a word of 32 bits",
      "7:52: Number 0x100000000 does not fit a word of 32 bits",
      "7:84: Number 0x100000000 does not fit a word of 32 bits",
      "9:60: Number 0x100000000 does not fit a word of 32 bits",
      "10:24: Number 0x100000000 does not fit a word of 32 bits",
    ],
  },
  {
    name: "bytes to store",
    text: `steps:
  - store: { address: 0, bytes: {} }
    expect: ok
  - store: { address: 0, bytes: { byte: 1 } }
  - store: { address: 0, bytes: { text: x, length: 1 } }
  - store: { address: 0, bytes: { text: x, zeros: 1 } }
  - store: { address: 0, bytes: { byte: 0, length: 65MiB } }
  - store: { address: 0, bytes: x }
`,
    messages: [
      "5:33: Missing in bytes: one of text, hex, byte",
      "7:35: Missing key 'length' of bytes beside 'byte'",
      "8:44: Key 'length' of bytes needs byte",
      "9:44: Unknown key 'zeros' of bytes",
      "10:52: Number '65MiB' is above the largest allowed, 1048576",
      "11:33: Expected a mapping (bytes), found 'x'",
    ],
  },
  {
    name: "descriptors",
    text: `steps:
  - mmap: { fd: -2147483649, length: 1, prot: 0, flags: 2 }
    expect: EBADF
  - mmap: { fd: 0x80000000, length: 1, prot: 0, flags: 2 }
  - mmap: { fd: stdin, length: 1, prot: 0, flags: 2 }
`,
    messages: [
      "5:17: Number '2147483649' is above the largest allowed, 2147483648",
      "7:17: Number '0x80000000' is above the largest allowed, 2147483647",
      "8:17: 'stdin' is not a number",
    ],
  },
]);
