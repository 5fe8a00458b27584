/** What releases do otherwise, as far as random sequences notice. */

/** Number that orders releases: 2.6.29 is 2006029, 6.12 is 6012000. */
export function releaseNumber(kernel: string): number {
  const [major = 0, minor = 0, patch = 0] = kernel.replace("linux-", "")
    .split(/[.-]/).map(Number);
  return major * 1_000_000 + minor * 1000 + (Number.isNaN(patch) ? 0 : patch);
}

/** The differences. */
export interface Release {
  /** A hint for the address is refused. */
  readonly refusesHint: boolean;
  /** A file must be open for reading. */
  readonly needsReading: boolean;
  /** A private mapping with more than the driver can do is a copy. */
  readonly copiesBeyond: boolean;
  /** A private mapping in place is shared only if the driver can do all. */
  readonly allOrNothing: boolean;
  /** The driver is asked to map in place whatever its capabilities are. */
  readonly asksAlways: boolean;
  /** Lengths are rounded up to pages. */
  readonly rounds: boolean;
  /** VMAs of a process are kept in a maple tree. */
  readonly maple: boolean;
  /** How many mappings found last are looked at before all others. */
  readonly foundPlaces: 1 | 4;
  /** The first of these is the one for the page that is looked for. */
  readonly foundFromPage: boolean;
  /** A VMA that is cut enters that tree again, and is not cut there. */
  readonly entersAgain: boolean;
  /** A region enters the tree of regions before it is known where it lies. */
  readonly entersUnplaced: boolean;
  /** A file that shrinks cuts the regions of its shared mappings. */
  readonly cutsRegions: boolean;
  /** Files have `read_iter`. */
  readonly readIter: boolean;
  /** ramfs answers a private mapping nothing for an address, and no mmap. */
  readonly oldRamfs: boolean;
}

/** The differences of a kernel with regions. */
export function releaseOf(kernel: string): Release {
  const number = releaseNumber(kernel);
  const since = (release: string) => number >= releaseNumber(release);
  return {
    refusesHint: !since("2.6.32"),
    needsReading: since("2.6.31"),
    copiesBeyond: since("2.6.35"),
    allOrNothing: !since("2.6.35"),
    asksAlways: !since("2.6.32"),
    rounds: since("3.0"),
    maple: since("6.1"),
    foundPlaces: since("3.15") ? 4 : 1,
    foundFromPage: since("4.19"),
    entersAgain: since("6.1") && !since("6.3"),
    entersUnplaced: since("2.6.31") && !since("2.6.32"),
    cutsRegions: since("2.6.33"),
    readIter: since("4.1"),
    oldRamfs: !since("4.9"),
  };
}
