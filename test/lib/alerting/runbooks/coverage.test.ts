import { describe, expect, it } from "vitest";
import { assertCovered, readRunbook } from "../../../../lib/alerting/runbooks/index.ts";
import { labelled, QueueFull } from "../given.ts";
import { written } from "./given.ts";

const full = readRunbook("QueueFull", written());
const slow = readRunbook("QueueSlow", written({ title: "# QueueSlow", who: "**storage**, critical or warning." }));
const alerts = [QueueFull, labelled("QueueSlow", "critical"), labelled("QueueSlow", "warning")];
const WHERE = "docs";

describe("runbooks and alerts", () => {
  it("fit when each has the other", () => {
    expect(() => assertCovered([full, slow], alerts, WHERE)).not.toThrow();
  });

  it("do not when an alert has none", () => {
    expect(() => assertCovered([full], alerts, WHERE)).toThrow(
      expect.objectContaining({ code: "runbooks/missing", remedy: "write docs/QueueSlow.md" }),
    );
  });

  it("do not when a runbook's alert is gone", () => {
    expect(() => assertCovered([full, slow], [QueueFull], WHERE)).toThrow(
      expect.objectContaining({
        code: "runbooks/orphaned",
        message: "these runbooks belong to no alert: docs/QueueSlow.md",
      }),
    );
  });

  it("do not when they differ in severity or owner", () => {
    expect(() => assertCovered([full, slow], [QueueFull, labelled("QueueSlow", "critical")], WHERE)).toThrow(
      expect.objectContaining({
        code: "runbooks/wrong-who",
        message: "the runbook of QueueSlow says storage, critical or warning, and the alert storage, critical",
      }),
    );
    const trading = readRunbook("QueueFull", written({ means: "Full.", who: "**trading**, warning." }));
    expect(() => assertCovered([trading], [QueueFull], WHERE)).toThrow(
      expect.objectContaining({ code: "runbooks/wrong-who" }),
    );
  });

  it("do not when one leads to a runbook that is not there", () => {
    expect(() => assertCovered([full], [QueueFull], WHERE)).toThrow(
      expect.objectContaining({
        code: "runbooks/dead-link",
        message: "the runbook of QueueFull leads to QueueSlow, which has none",
      }),
    );
  });
});
