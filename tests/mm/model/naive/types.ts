/** What a naive kernel knows of files, memory and mappings. */
import { type FileDeclaration, PAGE } from "../files.ts";

/** An inode. */
export interface NaiveInode {
  readonly declaration: FileDeclaration;
  size: number;
  /** Bytes of what does not live in RAM. */
  readonly bytes: Uint8Array;
  /** Address of each page of a file in RAM. */
  readonly pages: Map<number, number>;
}

/** Memory that is mapped. */
export interface NaiveRegion {
  start: number;
  end: number;
  top: number;
  pgoff: number;
  usage: number;
  readonly inode: NaiveInode | undefined;
  readonly shareable: boolean;
  readonly copied: boolean;
}

/** A view of it. */
export interface NaiveVma {
  start: number;
  end: number;
  pgoff: number;
  region: NaiveRegion;
  readonly file: FileDeclaration | undefined;
  readonly shared: boolean;
  /** Where the process's tree believes that it ends. */
  known: number;
}

/** A request for a mapping. */
export interface NaiveRequest {
  readonly process: number;
  readonly file: number;
  readonly length: number;
  readonly wants: string;
  readonly shared: boolean;
  readonly pgoff: number;
}

/** Where the engine has put a page of the file that a call is about. */
export type PageFinder = (index: number) => number | undefined;

/** What must come of a request. */
export type Prediction =
  | { readonly errno: string }
  | {
    /** Where it lies; left out: wherever there is room. */
    readonly address?: number;
    readonly backing: "direct" | "copy" | "anonymous";
    /** Makes the mapping, once its address is known. */
    readonly settle: (address: number, pageAt: PageFinder) => NaiveVma;
  };

/** Pages that so many bytes take. */
export const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE);

/** Orders VMAs as a process has them. */
export function sortVmas(vmas: NaiveVma[]): void {
  vmas.sort((a, b) => a.start - b.start || a.end - b.end);
}
