import type { FileDeclaration } from "../files.ts";

/** A mapping, which several processes may use. */
export interface NaiveListVma {
  readonly start: number;
  end: number;
  readonly pgoff: number;
  readonly file: FileDeclaration | undefined;
  readonly shareable: boolean;
  /** Bytes allocated for it; 0: it is memory of the device. */
  readonly allocated: number;
  /** Its bytes, if it is not memory of the device. */
  readonly bytes: Uint8Array;
}

/** What must come of a request. */
export type ListPrediction =
  | { readonly errno: string }
  | {
    readonly address?: number;
    readonly backing: "direct" | "copy" | "anonymous";
    readonly settle: (address: number) => NaiveListVma;
  };
