import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { html, json, markdown, terminal, type Verdict } from "../../../lib/review/index.ts";
import { reviewed } from "./reviewed.ts";

const recordings = path.join(import.meta.dirname, "plans/recordings");
const ours = path.resolve(import.meta.dirname, "../../cli/review/plans");
const plans = [recordings, ours].flatMap((folder) => readdirSync(folder).map((file) => path.join(folder, file)));

interface RawChange {
  readonly address: string;
  readonly deposed?: string;
  readonly change: { readonly actions: readonly string[] };
}

/** Read from the plan's own JSON, by nothing of ours: every object that is deleted, for good or for a new one. */
function deletedIn(plan: string): readonly string[] {
  const { resource_changes = [] } = JSON.parse(plan) as { resource_changes?: readonly RawChange[] };
  return resource_changes
    .filter(({ change }) => change.actions.includes("delete"))
    .map(({ address, deposed }) => (deposed === undefined ? address : `${address} (deposed ${deposed})`));
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? "");
const textOf = (page: string): string => decoded(page.replace(/<style>.*?<\/style>|<[^>]*>/gs, ""));

/** Each output as its reader sees it. */
const views: Readonly<Record<string, (verdict: Verdict) => string>> = {
  markdown: (verdict) => textOf(marked.parse(markdown(verdict, { title: "Review" }), { async: false })),
  html: (verdict) => textOf(html(verdict, { title: "Review" })),
  json: (verdict) =>
    JSON.parse(json(verdict))
      .effects.map(({ resource }: { resource: string }) => resource)
      .join("\n"),
  terminal: (verdict) => terminal(verdict, { paint: (_, text) => text, width: 1_000 }),
};

/** Every object goes by a name of its own, as services of ours do. */
const renamed = ({ address }: { address: string }) => ({ name: `service ${address.length}` });

const many = (count: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      format_version: "1.2",
      resource_changes: Array.from({ length: count }, (_, at) => ({
        address: `docker_volume.data[${at}]`,
        ...{ mode: "managed", type: "docker_volume", name: "data", index: at },
        change: {
          actions: at % 3 === 0 ? ["delete", "create"] : ["delete"],
          before: { name: `data-${at}` },
          after: null,
        },
      })),
    }),
  );

describe("what a plan deletes", () => {
  it("stands in these plans often enough to mean something", () => {
    expect(plans.flatMap((file) => deletedIn(readFileSync(file, "utf8"))).length).toBeGreaterThan(35);
  });

  it.each(plans.map((file) => [path.basename(file, ".json"), file]))(
    "is an effect and is named in every output: %s",
    async (_, file) => {
      const plan = readFileSync(file);
      const deleted = deletedIn(plan.toString());
      for (const given of [{}, { known: renamed }]) {
        const { verdict } = await reviewed(plan, given);
        expect(verdict.effects.map(({ resource }) => resource)).toEqual(expect.arrayContaining([...deleted]));
        for (const view of Object.values(views))
          for (const address of deleted) expect(view(verdict)).toContain(address);
      }
    },
  );

  describe("ten thousand at once", () => {
    const plan = many(10_000);
    const deleted = deletedIn(plan.toString());

    it.each(["html", "json", "terminal"])("is named to the last in %s", async (output) => {
      const shown = views[output]?.((await reviewed(plan, { policies: [] })).verdict) ?? "";
      expect(deleted.filter((address) => !shown.includes(address))).toEqual([]);
    });

    it("is counted in a comment, which names what it holds and says where the others are", async () => {
      const comment = markdown((await reviewed(plan, { policies: [] })).verdict, { title: "Review" });
      expect(comment.length).toBeLessThanOrEqual(65_536);
      const shown = textOf(marked.parse(comment, { async: false }));
      expect(shown).toContain("6,666 are destroyed, 3,334 are replaced");
      const named = deleted.filter((address) => shown.includes(address)).length;
      const left = Array.from(
        shown.matchAll(/and ([\d,]+) more, not named here; they are on the HTML page and in the JSON/g),
      );
      expect(left.reduce((sum, [, count = ""]) => sum + Number(count.replaceAll(",", "")), named)).toBe(10_000);
      expect(named).toBeGreaterThan(1_000);
    });
  });
});
