/**
 * What the machine must have to build and boot kernels.
 *
 * @module
 */

import { exists } from "./path.ts";

/** Kernel versions that can be built: those that Debian has sources of. */
export const KERNEL_VERSIONS = ["6.12", "6.1"] as const;

/** A kernel version that can be built. */
export type KernelVersion = (typeof KERNEL_VERSIONS)[number];

/** The one that can be built with an MMU. */
export const MMU_VERSION: KernelVersion = "6.12";

/** Whether the text is a version that can be built. */
export function isKernelVersion(text: string): text is KernelVersion {
  return (KERNEL_VERSIONS as readonly string[]).includes(text);
}

/** Commands that are run, and the Debian packages that have them. */
const COMMANDS: readonly (readonly [command: string, debian: string])[] = [
  ["riscv64-linux-gnu-gcc", "gcc-riscv64-linux-gnu"],
  ["qemu-system-riscv64", "qemu-system-misc"],
  ["qemu-system-riscv32", "qemu-system-misc"],
  ["gcc", "gcc libc6-dev"],
  ["make", "make"],
  ["flex", "flex"],
  ["bison", "bison"],
  ["bc", "bc"],
  ["tar", "tar"],
  ["xz", "xz-utils"],
];

/** Path of the sources of a version, as its Debian package installs them. */
export function sourceArchive(version: KernelVersion): string {
  return `/usr/src/linux-source-${version}.tar.xz`;
}

/** The Debian packages that are missing for building and booting a version. */
export function missingPackages(version: KernelVersion): string[] {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  const missing = COMMANDS
    .filter(([command]) =>
      !folders.some((folder) => exists(`${folder}/${command}`))
    )
    .flatMap(([, debian]) => debian.split(" "));
  if (!exists(sourceArchive(version))) missing.push(`linux-source-${version}`);
  return [...new Set(missing)];
}

/** Packages to be installed before a kernel can be built or booted. */
export class MissingPackagesError extends Error {
  override readonly name = "MissingPackagesError";
  /** Names of Debian packages. */
  readonly packages: readonly string[];

  /** Makes the error; its message holds the command that installs them. */
  constructor(packages: readonly string[]) {
    super(
      `The kernel cannot be built here yet. Install what is missing with:\n\n` +
        `  ${installCommand(packages)}\n`,
    );
    this.packages = packages;
  }
}

/** The one line that installs Debian packages. */
function installCommand(packages: readonly string[]): string {
  return `apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}
