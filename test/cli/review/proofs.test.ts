import { expect, it } from "vitest";
import { provenIn } from "../../../cli/review/proofs.ts";
import { ruleFile } from "../../../lib/alerting/rules/file.ts";
import { type Group, group } from "../../../lib/alerting/rules/group.ts";
import { JOBS } from "../../../metrics/index.ts";
import { feed } from "../../../rules/feed.ts";
import { rules } from "../../../rules/index.ts";
import { environmentNamed } from "../../../stacks/environments/index.ts";
import { changedAlerts } from "../../lib/alerting/rules/changed-alerts.ts";

const local = environmentNamed("local");
const ours = rules({ jobs: JOBS });
const only = (of: Group, name: string, edit = (text: string) => text) =>
  new Map([
    [
      "rules/a.yml",
      edit(
        ruleFile(
          group(
            of.name,
            of.alerts.filter((alert) => alert.name === name),
            of.recordings,
          ),
        ),
      ),
    ],
  ]);
const NONE = new Map<string, string>();
const raised = (text: string) => text.replace("> 30", "> 60");

const told = async (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, environment = local) =>
  (await changedAlerts(before, after)).flatMap(provenIn({ environment, groups: ours }));

it("names the file and the cases that prove a changed alert", async () => {
  expect(await told(only(feed, "FeedStale", raised), only(feed, "FeedStale"))).toEqual([
    expect.stringMatching(
      /^alert FeedStale is proved by \d+ cases of prometheus\/tests\/FeedStale-15s\.yml: fires when .+; .+; .+; and \d+ more$/,
    ),
  ]);
});

it("names them for a new alert too", async () => {
  expect((await told(NONE, only(feed, "FeedStale")))[0]).toMatch(/^alert FeedStale is proved by \d+ cases of /);
});

it("tells rules of one name apart by their labels", async () => {
  const [availability] = ours;
  const lines = await told(NONE, only(availability as Group, "TargetDown"));
  expect(lines.map((line) => /^alert TargetDown\S* is proved by .*? of (\S+):/.exec(line)?.[1])).toEqual(
    (availability as Group).alerts
      .filter(({ name }) => name === "TargetDown")
      .map(({ labels }) => `prometheus/tests/TargetDown-${Object.values(labels).join("-")}-15s.yml`),
  );
  expect(lines.length).toBeGreaterThan(1);
});

it("says that what the plan has is not what is proved", async () => {
  const lines = await told(only(feed, "FeedStale"), only(feed, "FeedStale", raised));
  expect(lines[0]).toMatch(
    /^alert FeedStale is another version than that of this code, which is proved by \d+ cases of /,
  );
});

it("says of an alert without a proof that it has none", async () => {
  const strange = (text: string) => text.replace("alert: FeedStale", "alert: FeedOld");
  expect(await told(NONE, only(feed, "FeedStale", strange))).toEqual([
    "alert FeedOld is not proved: this code has no such alert",
  ]);
  expect(await told(NONE, only(feed, "FeedStale"), environmentNamed("fault"))).toEqual([
    "alert FeedStale is not proved: environment fault runs its rules at another pace",
  ]);
});

it("has nothing to say of one that is removed", async () => {
  expect(await told(only(feed, "FeedStale"), NONE)).toEqual([]);
});
