/**
 * Decisions of every edition: validation, VM flags and reason of 1,000 different
 * requests, so that microseconds per iteration read as nanoseconds per decision.
 */
import { LINUX_6_12 } from "../src/policy/editions/linux_6_12.ts";
import { EDITIONS } from "../src/policy/editions.ts";
import { archOf } from "./native/decide_all.ts";
import { questions } from "./requests.ts";

type DecideAll = typeof import("./decide_all.ts");

const COUNT = 1000;
const ASKED = questions(COUNT, 32);
const ARCH = archOf(32);

for (const edition of EDITIONS) {
  const own: DecideAll = await import(`./decide_all.ts?${edition.id}`);
  const decide = own.deciderOf(edition, ASKED);
  Deno.bench({
    name: `${COUNT} decisions of ${edition.id}`,
    group: "decisions",
    baseline: edition.id === LINUX_6_12.id,
    fn: () => void decide(),
  });
}

const refused = ASKED.filter(({ request, file, caller }) =>
  LINUX_6_12.validate(request, file, caller, ARCH) < 0
);
const REFUSED = Array.from(
  { length: COUNT },
  (_, i) => refused[i % refused.length]!,
);
const own: DecideAll = await import("./decide_all.ts?refusals");
const refuse = own.deciderOf(LINUX_6_12, REFUSED);

Deno.bench({
  name: `${COUNT} refusals of ${LINUX_6_12.id}`,
  group: "refusals",
  fn: () => void refuse(),
});
