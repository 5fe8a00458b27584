/**
 * The command `nommap cramfs ls`.
 *
 * @module
 */

import { errnoName } from "../../abi/errno.ts";
import type { Word } from "../../abi/word.ts";
import { InputError } from "../../errors.ts";
import { readLink } from "../../files/cramfs/read.ts";
import {
  describeMmu,
  describeNommu,
  type InPlace,
} from "../../files/cramfs/describe.ts";
import { readdir } from "../../files/cramfs/directory.ts";
import {
  computeCrc,
  type CramfsImage,
  parseCramfs,
} from "../../files/cramfs/image.ts";
import { type CramfsInode, formatMode } from "../../files/cramfs/inode.ts";
import type { CramfsMount } from "../../files/cramfs/mount.ts";
import {
  CRAMFS_REVISIONS,
  type CramfsRevision,
} from "../../files/cramfs/revisions.ts";
import { type CramfsFile, walkCramfs } from "../../files/cramfs/walk.ts";
import { readArguments } from "../arguments.ts";
import { print } from "../output.ts";
import { parseAddress, parseChoice, printable, withFile } from "./arguments.ts";

const ENDIANS = ["little", "big", "any"] as const;
const REVISIONS = Object.keys(CRAMFS_REVISIONS) as CramfsRevision[];

/** What the command takes. */
export const LS_HELP: string = `nommap cramfs ls [OPTION...] IMAGE

Lists the files of an image and says of each whether it can be mapped in place
when it is mapped as a whole, privately, for reading.

  --at ADDRESS      physical address of the image; left out: places are given as
                    offsets from its start
  --mmu REVISION    the answer of a machine with an MMU and this revision of
                    fs/cramfs: ${REVISIONS.slice(0, 4).join(", ")},
                    ${REVISIONS.slice(4).join(", ")}
  --endian ORDER    byte order of the machine: little (default), big or any
`;

const MAX_IMAGE = 0x2000_0000;
/** Targets of symbolic links that are listed of an image: bytes in all. */
const MAX_TARGETS = 0x100_0000;
/** Stands for an unknown address, which must not be 0. */
const SOMEWHERE = 0x100_0000_0000;

/** `nommap cramfs ls`. */
export function lsCommand(args: string[]): number {
  const options = readArguments(args, { values: ["at", "mmu", "endian"] });
  const [file, ...more] = options.operands;
  if (file === undefined || more.length > 0) {
    throw new InputError(`Name one image, not ${options.operands.length}`);
  }
  const order = options.value("endian") ?? "little";
  const endian = parseChoice("endian", order, ENDIANS);
  const mmu = options.value("mmu");
  const revision = mmu === undefined
    ? undefined
    : parseChoice("mmu", mmu, REVISIONS);
  const place = options.value("at");
  const at = place === undefined ? undefined : parseAddress(place);
  const image = parseCramfs(readImage(file), { endian, file });
  print(`${describeImage(file, image)}\n`);
  withFile(file, () => listFiles(image, at, revision));
  return 0;
}

function readImage(file: string): Uint8Array {
  const { size, isFile } = withFile(file, () => Deno.statSync(file));
  if (!isFile) throw new InputError("Is not a regular file", { file });
  if (size > MAX_IMAGE) {
    throw new InputError(
      `Image has ${size} bytes: at most ${MAX_IMAGE} are read`,
      { file },
    );
  }
  return withFile(file, () => Deno.readFileSync(file));
}

function describeImage(file: string, image: CramfsImage): string {
  const { superblock, size, littleEndian } = image;
  const stored = superblock.crc;
  const computed = computeCrc(image);
  const crc = stored === computed
    ? "checksum right"
    : `checksum 0x${stored.toString(16)} should be 0x${computed.toString(16)}`;
  return `${printable(file)}: '${
    printable(superblock.name)
  }', ${size} bytes, ` +
    `${littleEndian ? "little" : "big"}-endian, superblock at ` +
    `${superblock.offset}, flags 0x${superblock.flags.toString(16)}, ${crc}`;
}

function listFiles(
  image: CramfsImage,
  at: Word | undefined,
  revision: CramfsRevision | undefined,
): void {
  const mount: CramfsMount = { image, at: at ?? SOMEWHERE, bits: 64 };
  const describe = new Describer(mount, at, revision);
  for (const file of walkCramfs(image)) {
    const { inode } = file;
    const size = inode.device?.join(", ") ?? String(inode.size);
    const columns = [
      formatMode(inode.mode),
      size.padStart(9),
      printable(file.path) + describe.file(file),
    ];
    print(`${columns.join(" ")}\n`);
  }
}

/**
 * Says what there is to say of files, with effort that the size of the image
 * bounds: any number of entries may share the blocks of one file.
 */
class Describer {
  readonly #mount: CramfsMount;
  readonly #at: Word | undefined;
  readonly #revision: CramfsRevision | undefined;
  readonly #known = new Map<number, string>();
  #targets = 0;

  constructor(
    mount: CramfsMount,
    at: Word | undefined,
    revision: CramfsRevision | undefined,
  ) {
    this.#mount = mount;
    this.#at = at;
    this.#revision = revision;
  }

  file({ inode }: CramfsFile): string {
    if (inode.type === "lnk") return ` -> ${this.#target(inode)}`;
    if (inode.type === "dir") {
      const { hazard } = readdir(this.#mount.image, inode);
      return hazard === undefined ? "" : `  kernels fail with EIO [${hazard}]`;
    }
    if (inode.type !== "reg") return "";
    const blocks = inode.ino * 0x100_0000 + inode.size;
    let text = this.#known.get(blocks);
    if (text === undefined) {
      text = this.#inPlace(inode);
      this.#known.set(blocks, text);
    }
    return text;
  }

  #target(inode: CramfsInode): string {
    const target = readLink(this.#mount.image, inode);
    this.#targets += target.length;
    if (this.#targets > MAX_TARGETS) {
      throw new InputError(
        `Symbolic links lead to more than ${MAX_TARGETS} bytes of paths`,
      );
    }
    return printable(new TextDecoder().decode(target));
  }

  #inPlace(inode: CramfsInode): string {
    const answer = this.#revision === undefined
      ? describeNommu(this.#mount, inode)
      : describeMmu(this.#mount, inode, this.#revision);
    const without = this.#revision === undefined ? "copy" : "paged";
    return `  ${describeAnswer(answer, this.#at, without)}`;
  }
}

function describeAnswer(
  answer: InPlace,
  at: Word | undefined,
  without: string,
): string {
  const { errno, pages, address, why, hazards } = answer;
  const notes = hazards.length === 0 ? "" : ` [${hazards.join(", ")}]`;
  const because = why === undefined ? "" : `: ${why}`;
  if (errno !== 0) return `${errnoName(errno)}${because}${notes}`;
  if (address === undefined) return `${without}${because}${notes}`;
  const place = at === undefined
    ? `image+0x${(Number(address) - SOMEWHERE).toString(16)}`
    : `0x${address.toString(16)}`;
  const but = why === undefined ? "" : `, then paged: ${why}`;
  const plural = pages === 1 ? "page" : "pages";
  return `direct at ${place}, ${pages} ${plural}${but}${notes}`;
}
