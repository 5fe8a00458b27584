/**
 * The images of a scenario, read or made.
 *
 * @module
 */
import { InputError } from "../../errors.ts";
import { patternSource } from "../../files/contents.ts";
import { buildCramfs } from "../../files/cramfs/build.ts";
import { type CramfsImage, parseCramfs } from "../../files/cramfs/image.ts";
import {
  CRAMFS_LAYOUTS,
  type CramfsLayout,
} from "../../files/cramfs/layout.ts";
import type { CramfsNode, CramfsTree } from "../../files/cramfs/tree.ts";
import { buildRomfs } from "../../files/romfs/build.ts";
import { parseRomfs, type RomfsImage } from "../../files/romfs/image.ts";
import type { Problems } from "../problems.ts";
import type {
  ImageDocument,
  ImageFileDocument,
  ImageSource,
  LayoutDocument,
} from "../schema/image.ts";
import { didYouMean } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import { offsetOf, type Place, valuePlace } from "../yaml/value.ts";
import { resolveContents } from "./contents.ts";

/**
 * Reads an image file that a scenario names. Throws `InputError` if it cannot.
 */
export type ImageReader = (name: string) => Uint8Array;

type Named = Readonly<Record<string, ImageSource>>;

/** Where images come from, and where what is wrong with them goes. */
export interface ImagesOptions {
  /** Images with a name. */
  readonly named: Named | undefined;
  /** Where these stand. */
  readonly place: Place;
  /** Reads files; left out: none can be read. */
  readonly read: ImageReader | undefined;
  /** Collects what is wrong. */
  readonly problems: Problems;
}

/** Finds the images that files name; each is read or made once. */
export class Images {
  readonly #named: Named;
  readonly #place: Place;
  readonly #read: ImageReader | undefined;
  readonly #problems: Problems;
  readonly #known = new Map<string, Map<unknown, unknown>>();

  /** Starts without any image read. */
  constructor({ named = {}, place, read, problems }: ImagesOptions) {
    this.#named = named;
    this.#place = place;
    this.#read = read;
    this.#problems = problems;
  }

  /** A cramfs image, or `undefined` and a problem at `at`. */
  cramfs(source: ImageSource, at: number): CramfsImage | undefined {
    return this.#find("cramfs", source, at, (document, bytes) => {
      const { erased = 0xff } = document;
      return parseCramfs(bytes ?? makeCramfs(document), { erased });
    });
  }

  /** A romfs image, or `undefined` and a problem at `at`. */
  romfs(source: ImageSource, at: number): RomfsImage | undefined {
    return this.#find("romfs", source, at, (document, bytes) => {
      const { erased = 0xff } = document;
      return parseRomfs(bytes ?? makeRomfs(document), erased);
    });
  }

  #find<T>(
    kind: string,
    source: ImageSource,
    at: number,
    make: (document: ImageDocument, bytes: Uint8Array | undefined) => T,
  ): T | undefined {
    const isName = typeof source === "string" &&
      Object.hasOwn(this.#named, source);
    const named = isName ? this.#named[source]! : source;
    const from = isName ? offsetOf(valuePlace(this.#place, source)) : at;
    let known = this.#known.get(kind);
    if (known === undefined) this.#known.set(kind, known = new Map());
    if (known.has(named)) return known.get(named) as T | undefined;
    const document = typeof named === "string" ? { file: named } : named;
    const image = this.#make(document, from, make);
    known.set(named, image);
    return image;
  }

  #make<T>(
    document: ImageDocument,
    at: number,
    make: (document: ImageDocument, bytes: Uint8Array | undefined) => T,
  ): T | undefined {
    const { file } = document;
    try {
      const bytes = file === undefined ? undefined : this.#bytes(file);
      return make(document, bytes);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { reason } = error;
      this.#problems.add(
        at,
        file === undefined ? reason : `Image ${quote(file)}: ${reason}`,
      );
      return undefined;
    }
  }

  #bytes(file: string): Uint8Array {
    if (this.#read === undefined) {
      throw new InputError("Files are not read here");
    }
    try {
      return this.#read(file);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const near = didYouMean(file, Object.keys(this.#named));
      throw new InputError(error.reason + near, { cause: error });
    }
  }
}

function makeCramfs(document: ImageDocument): Uint8Array {
  const { name, superblock, pad, dedup, extended_pointers } = document;
  return buildCramfs(treeOf(document.files!), {
    ...(name !== undefined && { name }),
    ...(superblock !== undefined && { superblock: superblock as 0 | 512 }),
    ...(pad !== undefined && { pad }),
    ...(dedup !== undefined && { dedup }),
    ...(extended_pointers !== undefined && {
      extendedPointers: extended_pointers,
    }),
  });
}

interface Folder {
  readonly type: "dir";
  readonly children: Map<string, CramfsNode>;
}

function treeOf(
  files: Readonly<Record<string, ImageFileDocument>>,
): CramfsTree {
  const root: Folder = { type: "dir", children: new Map() };
  for (const [path, document] of Object.entries(files)) {
    const names = path.split("/").slice(1);
    const last = names.pop()!;
    let folder = root;
    for (const name of names) folder = folderIn(folder, name, path);
    if (folder.children.has(last)) {
      throw new InputError(`${quote(path)} is a folder and a file`);
    }
    folder.children.set(last, {
      type: "reg",
      contents: contentsOf(document),
      ...(document.layout !== undefined && {
        layout: typeof document.layout === "string"
          ? CRAMFS_LAYOUTS[document.layout]
          : layoutOf(document.layout),
      }),
    });
  }
  return root;
}

function folderIn(folder: Folder, name: string, path: string): Folder {
  const present = folder.children.get(name);
  if (present === undefined) {
    const made: Folder = { type: "dir", children: new Map() };
    folder.children.set(name, made);
    return made;
  }
  if (present.type === "dir") return present as Folder;
  throw new InputError(`${quote(path)} leads through a file`);
}

function layoutOf(document: LayoutDocument): CramfsLayout {
  const { blocks, except, table_at, data_at, ...rest } = document;
  return {
    blocks: blocks ?? "direct",
    ...(except !== undefined && { except }),
    ...(table_at !== undefined && { tableAt: table_at }),
    ...(data_at !== undefined && { dataAt: data_at }),
    ...rest,
  };
}

function makeRomfs({ name, files }: ImageDocument): Uint8Array {
  const list = Object.entries(files!).map(([path, document]) => ({
    name: path.slice(1),
    contents: contentsOf(document),
    ...(document.align !== undefined && { align: document.align }),
  }));
  return buildRomfs(list, name === undefined ? {} : { name });
}

function contentsOf({ size, contents }: ImageFileDocument): Uint8Array {
  const resolved = resolveContents(contents);
  if (resolved.kind === "literal") {
    const bytes = new Uint8Array(size ?? resolved.bytes.length);
    bytes.set(resolved.bytes.subarray(0, bytes.length));
    return bytes;
  }
  const bytes = new Uint8Array(size ?? 0);
  if (resolved.kind === "byte") bytes.fill(resolved.byte);
  else patternSource()(0, bytes);
  return bytes;
}
