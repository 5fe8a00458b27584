/**
 * The reporters by name, loaded when they are asked for; all but the usual one.
 *
 * @module
 */
import { prettyReporter } from "../report/pretty.ts";
import type { MakeReporter } from "../report/reporters.ts";
import { later } from "./later.ts";

/** What loads each reporter. */
export const REPORTERS: Readonly<Record<string, () => Promise<MakeReporter>>> =
  {
    pretty: () => Promise.resolve(prettyReporter),
    dot: async () =>
      (await later<typeof import("../report/dot.ts")>("../report/dot.ts"))
        .dotReporter,
    tap: async () =>
      (await later<typeof import("../report/tap.ts")>("../report/tap.ts"))
        .tapReporter,
    ktap: async () =>
      (await later<typeof import("../report/ktap.ts")>("../report/ktap.ts"))
        .ktapReporter,
    junit: async () => {
      const { junitReporter } = await later<
        typeof import("../report/junit.ts")
      >("../report/junit.ts");
      return (write) => junitReporter(write);
    },
    json: async () =>
      (await later<typeof import("../report/json.ts")>("../report/json.ts"))
        .jsonReporter,
    github: async () =>
      (await later<typeof import("../report/github.ts")>("../report/github.ts"))
        .githubReporter,
  };
