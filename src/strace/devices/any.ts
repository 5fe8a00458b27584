/**
 * What a driver may be of which nothing is known.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import type { ERRNO } from "../../abi/errno.ts";
import {
  answer,
  AREA,
  capabilities,
  declares,
  type Device,
} from "../device.ts";

const { COPY, DIRECT, READ, WRITE } = CAPABILITY;

/** What any character device may be. */
export const CHARACTER: readonly Device[] = [
  {
    what: "a driver without an mmap operation",
    make: declares({ mmap: "absent" }),
  },
  {
    what: "a driver with mmap but without get_unmapped_area",
    make: declares({ readWith: "read" }),
  },
  {
    what: "a driver with mmap and get_unmapped_area",
    make: declares({ readWith: "read", getUnmappedArea: AREA }),
  },
  {
    what: "a driver whose mmap_capabilities do not include DIRECT",
    make: declares({ capabilities: capabilities(COPY), getUnmappedArea: AREA }),
  },
  {
    what: "a driver whose get_unmapped_area answers ENOSYS for this range",
    make: declares({ getUnmappedArea: answer("ENOSYS") }),
  },
  {
    what: "a driver whose mmap answers ENOSYS",
    make: declares({ getUnmappedArea: AREA, mmap: answer("ENOSYS") }),
  },
  {
    what: "a driver whose mmap_capabilities are DIRECT|READ only",
    make: declares({
      capabilities: capabilities(DIRECT | READ),
      getUnmappedArea: AREA,
    }),
  },
  {
    what: "a driver whose mmap_capabilities are COPY|DIRECT|READ|WRITE",
    make: declares({
      capabilities: capabilities(COPY | DIRECT | READ | WRITE),
      getUnmappedArea: AREA,
    }),
  },
];

/** Drivers whose own operations answer an errno: any driver can. */
export function answering(errno: keyof typeof ERRNO): readonly Device[] {
  return [
    {
      what: `a driver whose own mmap operation answers ${errno}`,
      any: true,
      make: declares({
        getUnmappedArea: AREA,
        mmap: answer(errno),
        readWith: "read",
      }),
    },
    {
      what: `a driver whose own get_unmapped_area answers ${errno}`,
      any: true,
      make: declares({ getUnmappedArea: answer(errno), readWith: "read" }),
    },
  ];
}
