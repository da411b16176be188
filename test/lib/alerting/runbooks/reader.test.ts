import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RunbookError } from "../../../../lib/alerting/runbooks/errors.ts";
import { readRunbook } from "../../../../lib/alerting/runbooks/index.ts";
import { written } from "./given.ts";

describe("a runbook", () => {
  const read = readRunbook("QueueFull", written());

  it("has its queries and mentions found", () => {
    expect(read.queries).toEqual(['queue_bytes{disk="a"}', "sum(queue_bytes)"]);
    expect(read.mentions).toEqual(["QueueSlow"]);
  });

  it("says who acts, and how urgent it is", () => {
    expect({ owner: read.owner, severity: read.severity }).toEqual({ owner: "storage", severity: "warning" });
    expect(readRunbook("QueueFull", written({ who: "**storage**, critical or warning." })).severity).toBe(
      "critical or warning",
    );
  });
});

describe("a runbook is refused", () => {
  it.each<[string, string, Parameters<typeof written>[0]]>([
    ["without its title", "runbooks/title", { title: "Some text." }],
    ["with another alert's title", "runbooks/title", { title: "# QueueSlow" }],
    ["with a section too many", "runbooks/sections", { means: "It is full.\n\n## History\n\nLong." }],
    ["with text before its first section", "runbooks/sections", { title: "# QueueFull\n\nHello." }],
    ["with an empty section", "runbooks/empty-section", { means: "" }],
    ["without a query", "runbooks/no-query", { confirm: "Look at the disk." }],
    ["without steps", "runbooks/no-steps", { fix: "- Empty it." }],
    ["without an owner", "runbooks/who", { who: "Tell storage." }],
    ["without a severity", "runbooks/who", { who: "**storage**" }],
    ["with HTML", "runbooks/markup", { means: "It is <b>full</b>." }],
    [
      "with a query in a list, where no result could stand",
      "runbooks/markup",
      { fix: "1. Look\n\n   ```promql\n   up\n   ```" },
    ],
    ["with a query elsewhere", "runbooks/markup", { means: "Full:\n\n```promql\nup\n```" }],
  ])("%s", (_, code, parts) => {
    expect(() => readRunbook("QueueFull", written(parts))).toThrow(expect.objectContaining({ code }));
  });

  it("when a section is missing, with those that it must have", () => {
    const text = written().replace("## How to fix", "## Fixing");
    expect(() => readRunbook("QueueFull", text)).toThrow(
      expect.objectContaining({
        code: "runbooks/sections",
        message: "the runbook of QueueFull has the sections What it means, How to confirm, Fixing, Who",
        remedy: "give it these, in this order: ## What it means, ## How to confirm, ## How to fix, ## Who",
      }),
    );
  });

  it("with an error of its own, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((means) => written({ means })),
        ),
        (text) => {
          try {
            return readRunbook("QueueFull", text).alert === "QueueFull";
          } catch (error) {
            return error instanceof RunbookError && error.remedy !== "";
          }
        },
      ),
    );
  });
});
