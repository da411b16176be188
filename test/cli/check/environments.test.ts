import { expect, it } from "vitest";
import { environmentProblems } from "../../../cli/check/environments.ts";
import { environments } from "../../../stacks/environments/index.ts";

const { kubernetes } = environments;

it("finds nothing wrong with the environments that there are", () => {
  expect(Object.values(environments).flatMap(environmentProblems)).toEqual([]);
});

it("tells before anything is applied what a cluster could not run, and what to do", () => {
  const { registry: _, ...ground } = kubernetes.ground;
  const [problem = "", ...others] = environmentProblems({ ...kubernetes, ground });
  expect(others).toHaveLength(1);
  expect(problem).toMatch(/^kubernetes, images from registry: /);
  expect(problem).toContain(
    "quantflow-app runs the image quantflow-app, which is built here and stands in no registry",
  );
  expect(problem).toContain("(kubernetes/several)");
});
