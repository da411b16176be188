import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { template } from "../../../../lib/alerting/texts/template/template.ts";
import { BUILDING } from "../../../support/tools.ts";
import { withFiles } from "../../../support/with-files.ts";
import { canJudge } from "../../promql/checker/corpus.ts";

const told = (text: string) => {
  const { mistake } = template(text);
  return mistake && `${JSON.stringify(text.slice(mistake.from, mistake.to))}: ${mistake.message}`;
};

describe("a template", () => {
  it.each([
    "no action at all, and }} alone",
    "{{ $labels.job }} at {{ $value | humanizePercentage }}",
    '{{- printf "%.2f" .Value -}}',
    "{{/* why */}}{{ $externalURL }}",
    "{{ if gt $value 0.5 }}a{{ else if eq 1 2 }}b{{ else }}c{{ end }}",
    '{{ range $i, $e := query "up" }}{{ $i }}{{ break }}{{ end }}',
    '{{ with query "up" | first }}{{ . | value }}{{ end }}',
    '{{ define "a" }}x{{ end }}{{ template "a" . }}',
    '{{ (query "up" | first).Value }}',
    "{{ $labels.job | reReplaceAll `a(.*)` `$1` }}",
  ])("is %s", (text) => {
    expect(told(text)).toBeUndefined();
  });

  it.each([
    ["{{ $labels.job", '"{{": this {{ is never closed with }}'],
    ["{{ labels.job }}", '"labels": templates have no function labels; $labels is near'],
    ["{{ $value | humanise }}", '"humanise": templates have no function humanise; humanize is near'],
    ["{{ $valu }}", '"$valu": there is no variable $valu; $value is near'],
    ["{{ if $value }}", '"{{ if $value }}": this {{ if }} has no {{ end }}'],
    ["{{ end }}", '"{{ end }}": this {{ end }} closes nothing'],
    ["{{ else }}", '"{{ else }}": this {{ else }} belongs to no if, with or range'],
    ["{{ }}", '"{{ }}": a value is missing here'],
    ["{{ $value | 5 }}", '"5": 5 cannot stand behind a |, for it is no function'],
    ['{{ print "a }}', '"\\"": this " has no end'],
    ["{{ ($value }}", '"(": this parenthesis is never closed'],
    ["{{ $value * 100 }}", '"*": "*" cannot stand in a template\'s braces'],
    ["{{ break }}", '"{{ break }}": break stands outside of a range'],
    ["{{ 1.5.2 }}", '"1.5.2": 1.5.2 is no number'],
    ["{{ template a }}", '"a": template needs a name in quotes'],
    ["{{ with 1 }}{{ $x := 2 }}{{ end }}{{ $x }}", '"$x": there is no variable $x'],
  ])("is not %s", (text, problem) => {
    expect(told(text)).toBe(problem);
  });
});

const PIECES =
  '{{|}}|{{- | -}}|end|else|if|range|with|$labels.a|$value|.Value|.|"|`a`|(|)| := |,|true|nil|printf|query|nope|$x|/*|*/|é|%|-1|1i|0x1|{{ end }}|{{ if true }}|\n| '.split(
    "|",
  );
const texts = fc.array(fc.constantFrom(...PIECES, "|", " "), { maxLength: 14 }).map((pieces) => pieces.join(""));
const actions = texts.map((text) => `{{ ${text.replaceAll(/[{}]/g, "")} }}`);

describe.skipIf(!canJudge())("any text (skipped where there is no Go to build promtool)", () => {
  it(
    "is taken for a template exactly when promtool takes it",
    async () => {
      const sample = fc.sample(fc.oneof(texts, actions), { numRuns: 3000, seed: 4 });
      const rules = sample.map((text, index) => ({ alert: `a${index}`, expr: "up", annotations: { text } }));
      const file = JSON.stringify({ groups: [{ name: "texts", rules }] });
      const { stdout, stderr } = await withFiles("promtool", new Map([["rules.yml", file]]), [
        "check",
        "rules",
        "--lint=none",
        "rules.yml",
      ]);
      const refused = new Set(
        [...`${stdout}${stderr}`.matchAll(/rule \d+, "a(\d+)"/g)].map(([, index]) => Number(index)),
      );
      const differing = sample.filter((text, index) => refused.has(index) !== (told(text) !== undefined));
      expect(refused.size).toBeGreaterThan(500);
      expect(sample.length - refused.size).toBeGreaterThan(500);
      expect(differing).toEqual([]);
    },
    BUILDING,
  );
});
