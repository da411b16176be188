import { describe, expect, it } from "vitest";
import { consoleFiles, readRunbook, runbookPath } from "../../../../lib/alerting/runbooks/index.ts";
import { labelled, QueueFull } from "../given.ts";
import { written } from "./given.ts";

const runbook = readRunbook("QueueFull", written());
const gone = readRunbook("QueueSlow", written({ title: "# QueueSlow" }));
const links = () => [{ text: "Dashboard", url: 'http://grafana/d/a?b="c"&d' }];
const files = consoleFiles({ runbooks: [runbook, gone], alerts: [QueueFull], links });
const page = files.get("consoles/runbooks/QueueFull.html") ?? "";

describe("the console", () => {
  it("has a page for each alert that is there, the list of them, and what they share", () => {
    expect([...files.keys()]).toEqual([
      "consoles/index.html",
      "consoles/runbooks/QueueFull.html",
      "console_libraries/runbooks.lib",
    ]);
    expect(runbookPath("QueueFull")).toBe("/consoles/runbooks/QueueFull.html");
    expect(files.get("consoles/index.html")).not.toContain("QueueSlow");
  });

  it("asks each query below its text, and links to its graph", () => {
    expect(page).toContain(
      [
        '<div class="query"><pre><code>queue_bytes{disk=&#34;a&#34;}</code></pre>',
        '{{ template "results" (query "queue_bytes{disk=\\"a\\"}") }}',
        '<p class="quiet"><a href="{{ pathPrefix }}{{ graphLink "queue_bytes{disk=\\"a\\"}" }}">graph</a></p></div>',
      ].join("\n"),
    );
  });

  it("begins with what the alert itself says, and where else to look", () => {
    expect(page).toContain(
      '<p class="facts"><span class="badge warning">warning</span><span>storage</span><span>fires after 1 min</span></p>',
    );
    expect(page).toContain('<a href="http://grafana/d/a?b=&#34;c&#34;&#38;d">Dashboard</a>');
    expect(page).toContain('<a href="../../alerts?search=QueueFull">Alert</a>');
  });

  it("lists every severity and condition of an alert's rules", () => {
    const alerts = [labelled("QueueSlow", "critical"), labelled("QueueSlow", "warning")];
    const text = consoleFiles({ runbooks: [gone], alerts, links }).get("consoles/runbooks/QueueSlow.html");
    expect(text).toContain('<span class="badge critical">critical</span><span class="badge warning">warning</span>');
    expect(text).toContain("<h2>The rule</h2>");
  });

  it("prints what only looks like a template, and leads from runbook to runbook", () => {
    expect(page).toContain(`docker ps --format &#39;{{"{{"}}.Names}}&#39;`);
    expect(page).toContain('<a href="QueueSlow.html">QueueSlow</a>');
  });

  it("leaves no other action in it than ours", () => {
    const actions = [...page.matchAll(/\{\{ ?(\w+|")/g)].map(([, word]) => word);
    expect(new Set(actions)).toEqual(new Set(["template", "pathPrefix", "graphLink", '"']));
  });
});
