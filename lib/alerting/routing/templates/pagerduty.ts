/**
 * PagerDuty refuses a severity that it does not know, and an event without a source. Alertmanager reads each detail as
 * YAML and runs templates that it finds inside: a text that begins with a tab is no YAML, so it stays text.
 * Source: developer.pagerduty.com/docs/send-alert-event; alertmanager template/template.go, DeepCopyWithTemplate
 */
export const PAGERDUTY = `{{ define "pagerduty.severity" }}{{ if match "^(critical|warning|info)$" .CommonLabels.severity }}{{ .CommonLabels.severity }}{{ else if eq .CommonLabels.severity "none" }}info{{ else }}error{{ end }}{{ end }}

{{ define "pagerduty.source" }}{{ with .CommonLabels.instance }}{{ printf "%.200s" . }}{{ else }}{{ with .CommonLabels.job }}{{ printf "%.200s" . }}{{ else }}Alertmanager{{ end }}{{ end }}{{ end }}

{{ define "pagerduty.firing" }}{{ "\\t" }}{{ range .Alerts.Firing }}{{ template "message.text.alert" . }}
{{ end }}{{ end }}

{{ define "pagerduty.resolved" }}{{ "\\t" }}{{ range .Alerts.Resolved }}{{ template "message.text.alert" . }}
{{ end }}{{ end }}
`;
