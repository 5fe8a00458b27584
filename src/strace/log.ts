/**
 * A whole log of strace: the mmap() calls in it, with what other lines say
 * about their descriptors.
 *
 * @module
 */
import type { OpenMode } from "../scenario/types.ts";
import { parseResult, parseStraceLine } from "./line.ts";
import {
  cleanPath,
  isMappingCall,
  type MappingCall,
  parseMappingCall,
} from "./mapping_call.ts";
import { type OtherCall, parseOtherCall } from "./other_call.ts";

/** What a descriptor is known to be. */
export interface KnownFile {
  /** What it names. */
  readonly path: string;
  /** How it was opened, if the log says so. */
  readonly mode?: OpenMode;
}

/** An mmap() call with its file. */
export interface LoggedMapping extends MappingCall {
  /** The process, if the log numbers them. */
  readonly pid?: string;
  /** What the descriptor is, as far as the log says. */
  readonly file?: KnownFile;
}

/** A call about mappings that is not mmap(), with its file. */
export interface LoggedCall extends OtherCall {
  /** The process, if the log numbers them. */
  readonly pid?: string;
  /** What the descriptor is, as far as the log says. */
  readonly file?: KnownFile;
}

/** What a log has. */
export interface StraceLog {
  /** The mmap() calls, in order. */
  readonly mappings: readonly LoggedMapping[];
  /** The other calls about mappings, in order. */
  readonly others: readonly LoggedCall[];
  /** Lines that look like an mmap() call but cannot be read, from 1. */
  readonly unread: readonly number[];
}

/** Lines longer than this are not read: strace does not write them. */
const LONGEST_LINE = 16_384;

/** Reads a log, line by line. */
export class StraceReader {
  readonly #mappings: LoggedMapping[] = [];
  readonly #others: LoggedCall[] = [];
  readonly #unread: number[] = [];
  /** Descriptors by process and number. */
  readonly #files = new Map<string, KnownFile>();
  /** The first part of a call, by process. */
  readonly #begun = new Map<string, { text: string; line: number }>();
  #line = 0;

  /** Reads one line. */
  add(line: string): void {
    this.#line++;
    if (line === "" || line.length > LONGEST_LINE) return;
    const { pid = "", text, unfinished, resumed } = parseStraceLine(line);
    if (unfinished) {
      this.#begun.set(pid, { text, line: this.#line });
      return;
    }
    if (resumed === undefined) {
      this.#call(pid, text, this.#line);
      return;
    }
    const begun = this.#begun.get(pid);
    this.#begun.delete(pid);
    if (begun?.text.startsWith(`${resumed}(`)) {
      this.#call(pid, begun.text + text, begun.line);
    }
  }

  /** The log; calls that never ended are in it without a result. */
  end(): StraceLog {
    for (const [pid, { text, line }] of this.#begun) {
      this.#call(pid, `${text})`, line);
    }
    this.#begun.clear();
    return {
      mappings: this.#mappings,
      others: this.#others,
      unread: this.#unread,
    };
  }

  #call(pid: string, text: string, line: number): void {
    if (isMappingCall(text)) {
      const call = parseMappingCall(text, line);
      if (call === undefined) this.#unread.push(line);
      else this.#mappings.push({ ...call, ...this.#known(pid, call) });
      return;
    }
    const other = parseOtherCall(text, line);
    if (other !== undefined) {
      const { request } = other;
      const known = request.kind === "ftruncate"
        ? this.#known(pid, {
          fd: request.fd,
          ...(request.path === undefined
            ? {}
            : { path: cleanPath(request.path) }),
        })
        : pid === ""
        ? {}
        : { pid };
      this.#others.push({ ...other, ...known });
    }
    this.#noteFile(pid, text);
  }

  #known(
    pid: string,
    { fd, path }: Pick<MappingCall, "fd" | "path">,
  ): Pick<LoggedMapping, "pid" | "file"> {
    const known = this.#files.get(`${pid}:${fd}`) ??
      this.#files.get(`:${fd}`);
    const file = path === undefined
      ? known
      : known?.path === path
      ? known
      : { path };
    return {
      ...(pid === "" ? {} : { pid }),
      ...(file === undefined || fd < 0 ? {} : { file }),
    };
  }

  /** Follows descriptors: a threaded log may give them to another number. */
  #noteFile(pid: string, text: string): void {
    const closed = /^close\(([0-9]+)/.exec(text)?.[1];
    if (closed !== undefined) {
      this.#files.delete(`${pid}:${closed}`);
      this.#files.delete(`:${closed}`);
      return;
    }
    const end = text.lastIndexOf("= ");
    if (end < 0) return;
    const { value } = parseResult(text.slice(end + 2));
    if (value === undefined || !/^[0-9]+$/.test(value)) return;
    const file = openedFile(text) ?? this.#copied(pid, text);
    if (file === undefined) return;
    this.#files.set(`${pid}:${value}`, file);
    if (pid !== "") this.#files.set(`:${value}`, file);
  }

  #copied(pid: string, text: string): KnownFile | undefined {
    const from = /^(?:dup[23]?|fcntl(?:64)?)\(([0-9]+)[^,)]*(?:, F_DUPFD|[,)])/
      .exec(text)?.[1];
    return from === undefined ? undefined : this.#files.get(`${pid}:${from}`);
  }
}

const OPEN =
  /^(?:open\(|openat2?\([^"]*)"((?:[^"\\]|\\.)*)", (?:\{flags=)?([A-Z_|0-9a-z]+)/s;

function openedFile(text: string): KnownFile | undefined {
  const open = OPEN.exec(text);
  if (open !== null) {
    return { path: unescaped(open[1]!), mode: modeOf(open[2]!) };
  }
  const created = /^creat\("((?:[^"\\]|\\.)*)"/s.exec(text)?.[1];
  if (created !== undefined) return { path: unescaped(created), mode: "w" };
  const memory = /^memfd_create\("((?:[^"\\]|\\.)*)"/s.exec(text)?.[1];
  if (memory !== undefined) return { path: `/memfd:${memory}`, mode: "rw" };
  if (text.startsWith("socket(")) return { path: "socket:[]", mode: "rw" };
  if (text.startsWith("io_uring_setup(")) {
    return { path: "anon_inode:[io_uring]", mode: "rw" };
  }
  return undefined;
}

function modeOf(flags: string): OpenMode {
  const names = flags.split("|");
  if (names.includes("O_PATH")) return "path";
  if (names.includes("O_RDWR")) return "rw";
  return names.includes("O_WRONLY") ? "w" : "r";
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\])/g, "$1");
}

/** Reads a log that is one text. */
export function readStrace(text: string): StraceLog {
  const reader = new StraceReader();
  for (const line of text.split("\n")) reader.add(line);
  return reader.end();
}
