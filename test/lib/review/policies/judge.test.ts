import { describe, expect, it } from "vitest";
import { judge, type Policy, type PolicyWaiver, type Resource } from "../../../../lib/review/policies/index.ts";

const named = (name: string, port: number): Resource => ({
  address: `service.${name}`,
  type: "service",
  name,
  attributes: { port },
});

const high: Policy = {
  id: "service/high-port",
  summary: "Ports are high",
  why: "Low ones are root's.",
  alsoKnownAs: ["CIS Docker 5.8"],
  bad: [named("low", 80)],
  good: [named("high", 8080)],
  run: ({ attributes }) =>
    Number(attributes["port"]) < 1024
      ? [{ message: `port ${attributes["port"]} is low`, remedy: "take a high one" }]
      : [],
};

const waiver: PolicyWaiver = {
  policy: high.id,
  resource: "web",
  reason: "browsers ask there",
  owner: "platform",
  until: "2026-11-23",
};

const judged = (resources: readonly Resource[], waivers: readonly PolicyWaiver[], today = "2026-11-23") =>
  judge(resources, { policies: [high], waivers, today });

describe("a breach", () => {
  it("is refused with what was found, what to do and the ids of the check elsewhere", () => {
    expect(judged([named("web", 80), named("app", 8080)], [])).toEqual({
      refusals: [
        {
          policy: "service/high-port",
          resource: "service.web",
          message: "port 80 is low",
          remedy: "take a high one",
          alsoKnownAs: ["CIS Docker 5.8"],
        },
      ],
      waived: [],
    });
  });

  it("is excused by a waiver up to and with its last day", () => {
    expect(judged([named("web", 80)], [waiver])).toEqual({
      refusals: [],
      waived: [
        "service/high-port: service.web: port 80 is low; waived by platform until 2026-11-23: browsers ask there",
      ],
    });
  });

  it("is refused the day after, and says since when", () => {
    const { refusals, waived } = judged([named("web", 80)], [waiver], "2026-11-24");
    expect(refusals.map(({ message, remedy }) => [message, remedy])).toEqual([
      ["port 80 is low; its waiver ended on 2026-11-23", "take a high one, or let platform renew the waiver"],
    ]);
    expect(waived).toEqual([]);
  });

  it("of another resource is not excused", () => {
    const { refusals } = judged([named("web", 80), named("mail", 25)], [waiver]);
    expect(refusals.map(({ resource }) => resource)).toEqual(["service.mail"]);
  });
});

describe("a waiver", () => {
  it("that excuses nothing is refused", () => {
    expect(judged([named("web", 8080)], [waiver]).refusals).toEqual([
      {
        policy: "service/high-port",
        resource: "service.web",
        message: "the waiver of web excuses nothing",
        remedy: "remove the waiver",
        alsoKnownAs: [],
      },
    ]);
  });

  it("of what stands elsewhere, or of a policy that is not asked for, is left alone", () => {
    const other = { ...waiver, policy: "scraped or probed" };
    expect(judged([named("app", 8080), named("web", 8080)], [other]).refusals).toEqual([]);
    expect(judged([named("app", 8080)], [waiver]).refusals).toEqual([]);
  });

  it("is not called idle for a destruction, nor one of a destruction for what stands", () => {
    const destroyed = { ...named("web", 0), type: "terraform_destruction" };
    expect(judged([destroyed], [waiver]).refusals).toEqual([]);
    const kept: Policy = { ...high, bad: [destroyed], run: () => [] };
    expect(judge([named("web", 8080)], { policies: [kept], waivers: [waiver], today: waiver.until }).refusals).toEqual(
      [],
    );
  });
});
