import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { alert } from "../../../../lib/alerting/rules/alert.ts";
import { ruleFile, ruleFiles } from "../../../../lib/alerting/rules/file.ts";
import { group } from "../../../../lib/alerting/rules/group.ts";
import { always } from "../../../../lib/promql/index.ts";
import { QueueFull } from "../given.ts";
import { UNPROVEN } from "../unproven.ts";

const storage = group("storage", [QueueFull]);

describe("a rule file", () => {
  it("holds a group as Prometheus reads it, with texts from the rule's own values", () => {
    expect(parse(ruleFile(storage))).toEqual({
      groups: [
        {
          name: "storage",
          rules: [
            {
              alert: "QueueFull",
              expr: "min_over_time(queue_bytes[5m]) > 512",
              for: "1m",
              labels: { tier: "second", severity: "warning", owner: "storage" },
              annotations: {
                summary: "Queue on {{ $labels.disk }}",
                description: "{{ $value | humanize1024 }}B over 5 min, above 512 B for 1 min",
              },
            },
          ],
        },
      ],
    });
  });

  it("adds the annotations that its environment knows", () => {
    const text = ruleFile(storage, { annotations: ({ name }) => ({ runbook_url: `https://runbooks.test/${name}` }) });
    expect(parse(text).groups[0].rules[0].annotations.runbook_url).toBe("https://runbooks.test/QueueFull");
  });

  it("leaves `for` out of an alert that waits for nothing", () => {
    const Now = alert("Now", {
      meaning: UNPROVEN,
      condition: always,
      severity: "none",
      owner: "storage",
      summary: () => "now",
      description: () => "now",
    });
    expect(parse(ruleFile(group("now", [Now]))).groups[0].rules[0]).not.toHaveProperty("for");
  });

  it("is named by its group and its content", () => {
    const [name] = ruleFiles([storage]).keys();
    expect(name).toMatch(/^storage-[0-9a-f]{8}\.yml$/);
    expect([...ruleFiles([storage]).keys()]).toEqual([name]);
    const changed = group("storage", [{ ...QueueFull, severity: "critical" as const }]);
    expect([...ruleFiles([changed]).keys()]).not.toEqual([name]);
  });
});
