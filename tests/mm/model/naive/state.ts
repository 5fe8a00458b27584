/** All that a naive kernel remembers, in arrays. */
import { FILES } from "../files.ts";
import type { Release } from "../release.ts";
import { NaiveMemory } from "./memory.ts";
import type { NaiveInode, NaiveRegion, NaiveVma } from "./types.ts";

/** The state of a kernel. */
export class NaiveState {
  readonly inodes: NaiveInode[] = [];
  /** The inode of each declaration. */
  readonly files: NaiveInode[] = [];
  readonly processes: NaiveVma[][] = [[], [], []];
  /** Of each process the mappings found last, by place. */
  readonly found: readonly Map<number, NaiveVma>[] = [
    new Map(),
    new Map(),
    new Map(),
  ];
  readonly regions: NaiveRegion[] = [];
  readonly memory: NaiveMemory = new NaiveMemory(this.inodes);
  readonly release: Release;
  readonly trim: number;
  /** What has gone wrong in the kernel during the last call. */
  readonly hazards: Set<string> = new Set();

  constructor(release: Release, trim: number) {
    this.release = release;
    this.trim = trim;
    for (const declaration of FILES) {
      let inode = this.files[declaration.again ?? -1];
      if (inode === undefined) {
        const bytes = new Uint8Array(
          declaration.type === "ramfs" ? 0 : declaration.size,
        );
        for (let at = 0; at < bytes.length; at++) {
          bytes[at] = (at - at % 4 + 1) >>> (at % 4 * 8);
        }
        const { size } = declaration;
        inode = { declaration, size, bytes, pages: new Map() };
        this.inodes.push(inode);
      }
      this.files.push(inode);
    }
  }
}
