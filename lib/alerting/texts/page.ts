import { stringify } from "yaml";
import type { Documented } from "../../promql/checker/page.ts";
import type { TextCheck } from "./check.ts";

/** A check of texts as a part of the page of checks; its examples are rules. */
export const documentedText = ({ id, summary, why, bad, good }: TextCheck): Documented => ({
  ...{ id, summary, why, language: "yaml" },
  bad: bad.map((rule) => stringify([rule], { lineWidth: 0 }).trimEnd()),
  good: good.map((rule) => stringify([rule], { lineWidth: 0 }).trimEnd()),
});
