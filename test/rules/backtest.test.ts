import { expect, it } from "vitest";
import { LIMIT } from "../../rules/backtest.ts";
import { quantflowApp } from "../../stacks/services/quantflow-app.ts";

it("a backtest may run past the limit of its alert before the application ends it, so the alert can fire", () => {
  expect(Number(quantflowApp.environment?.["QUANTFLOW_BACKTEST_TIMEOUT_SECONDS"])).toBeGreaterThan(LIMIT.value);
});
