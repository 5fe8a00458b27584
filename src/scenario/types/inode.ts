/**
 * What all inodes of a scenario have.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { FileType } from "../../policy/request.ts";
import type { Located } from "./position.ts";
import type { Contents } from "./value.ts";

/** A device number. */
export interface DeviceNumber {
  /** Major number. */
  readonly major: number;
  /** Minor number. */
  readonly minor: number;
}

/** What every inode has. */
export interface CommonInode extends Located {
  /** Name of the file that declares it. */
  readonly name: string;
  /** Type of the inode. */
  readonly type: FileType;
  /** Size in bytes. */
  readonly size: Word;
  /** What it holds. */
  readonly contents: Contents;
  /** It is append-only (`S_APPEND`). */
  readonly appendOnly: boolean;
  /** Somebody holds a mandatory lock on it. */
  readonly mandatoryLock: boolean;
  /** Its path, as `/proc/PID/maps` prints it. */
  readonly path: string;
  /** Device that it lies on, as `/proc/PID/maps` prints it. */
  readonly device: DeviceNumber;
  /** Inode number. */
  readonly inode: number;
}
