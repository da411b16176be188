import type { TextCheck } from "../check.ts";

export const templateSyntax: TextCheck = {
  id: "text/template",
  summary: "A text that is no template",
  why: "Labels and annotations are Go templates. Prometheus refuses the whole rule file for one that it cannot read.",
  bad: [
    { expr: "up == 0", annotations: { summary: "{{ $labels.job is down" } },
    { expr: "up == 0", annotations: { summary: "{{ labels.job }} is down" } },
    { expr: "up == 0", annotations: { summary: "{{ if $value }}down" } },
    { expr: "up == 0", annotations: { summary: "{{ $value | humanise }}" } },
  ],
  good: [
    { expr: "up == 0", annotations: { summary: "{{ $labels.job }} is down" } },
    {
      expr: "up == 0",
      annotations: { summary: '{{ with query "up" }}{{ . | first | value }}{{ else }}none{{ end }}' },
    },
  ],
  run: ({ template: { mistake } }) => (mistake ? [mistake] : []),
};
