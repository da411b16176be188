import { expect, it } from "vitest";
import { limitProblems, sampleLimit } from "../../../lib/services/scrape-budget.ts";

const limits = { samples: 1000, labels: 40, bodyBytes: 2 ** 20, targets: 10 };
const need = { samples: 400, labels: 12, targets: 1 };

it("a sample limit leaves half as much again, in round numbers", () => {
  expect([7, 59, 343, 1121, 10_000].map(sampleLimit)).toEqual([11, 89, 520, 1700, 15_000]);
});

it("limits that fit say nothing", () => {
  expect(limitProblems(limits, need)).toEqual([]);
});

it("a burst of series, of labels or of targets is told with count, budget and what to do", () => {
  expect(limitProblems(limits, { ...need, samples: 900 })).toEqual([
    "exposes up to 900 series a target, over its budget: sample_limit is 1000, and 1400 would leave room. Bound the label that has grown, or raise the limit",
  ]);
  expect(limitProblems(limits, { ...need, labels: 41 })).toEqual([
    "has a series with 41 labels: a label_limit of 40 would fail its scrape",
  ]);
  expect(limitProblems(limits, { ...need, targets: 11 })).toEqual([
    "has 11 targets: with a target_limit of 10 Prometheus scrapes none of them",
  ]);
});

it("a limit that stops nothing is told too", () => {
  expect(limitProblems({ ...limits, samples: 100_000 }, need)).toEqual([
    "exposes up to 400 series a target: a sample_limit of 100000 stops nothing, write 600",
  ]);
});
