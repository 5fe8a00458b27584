/** Programs in the place of compilers and QEMU, that do next to nothing. */

/** Those that are only asked for their versions. */
const SILENT = [
  ...["riscv64-linux-gnu-gcc", "gcc"],
  ...["flex", "bison", "bc", "xz"],
];

/** Notes that it has started, waits, and notes that it was ended. */
const WAIT = `[ "$1" = --version ] && exit
if [ -e "$0.fails" ]; then echo "will not do" >&2; exit 3; fi
if [ -e "$0.dies" ]; then kill -HUP $$; fi
trap 'kill $!; : > "$0.ended"; exit 1' TERM
/bin/sleep 60 &
: > "$0.started"
wait
`;

/** Makes the little that there must be of sources. */
const UNPACK =
  `for file in arch/riscv/Kconfig fs/Makefile drivers/net/loopback.c
do
  /bin/mkdir -p "$4/\${file%/*}"
  : > "$4/$file"
done
`;

/**
 * Makes the programs in a folder. Those that wait are `make` and QEMU; beside
 * them lie `NAME.started` and `NAME.ended` then. Where there is a file
 * `NAME.fails`, they fail, and where there is one `NAME.dies`, a signal ends
 * them.
 */
export function makePrograms(folder: string): void {
  const make = (name: string, script: string): void => {
    const options = { mode: 0o755 };
    Deno.writeTextFileSync(
      `${folder}/${name}`,
      `#!/bin/sh\n${script}`,
      options,
    );
  };
  for (const name of SILENT) make(name, "");
  make("tar", UNPACK);
  for (const bits of [32, 64]) make(`qemu-system-riscv${bits}`, WAIT);
  make("make", WAIT);
}
