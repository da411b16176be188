import { describe, expect, it } from "vitest";
import { thresholdOf } from "../../../lib/dashboards/index.ts";
import { QueueLong } from "./given.ts";

describe("a threshold of an alert", () => {
  it("is the alert's own value and says whose it is", () => {
    expect(thresholdOf(QueueLong, "items")).toMatchObject({ value: 50, unit: "items", alert: "QueueLong" });
  });

  it("fails on a panel of another unit", () => {
    expect(() => thresholdOf(QueueLong, "seconds")).toThrow(
      expect.objectContaining({
        code: "dashboards/threshold-of-another-unit",
        message:
          "the threshold of alert QueueLong is in items, the panel in seconds: draw a quantity in seconds instead",
      }),
    );
  });
});
