/**
 * What a person reads: a subject that says what and how bad, then each alert with its texts, since when, its labels and
 * where to go next. The subject is cut, so that it fits wherever it stands.
 * Go templates of Alertmanager; source: prometheus.io/docs/alerting/latest/notifications
 */
export const MESSAGE = `{{ define "message.subject" -}}
[{{ if .Alerts.Firing }}{{ printf "%.10s" (or .CommonLabels.severity "firing") | toUpper }}{{ else }}RESOLVED{{ end }}] {{ printf "%.60s: %.120s" (or .CommonLabels.alertname "several alerts") (index .Alerts 0).Annotations.summary }}{{ if gt (len .Alerts) 1 }} ({{ len .Alerts }} alerts){{ end }}
{{- end }}

{{ define "message.time" }}{{ . | tz "UTC" | date "2006-01-02 15:04:05" }} UTC{{ end }}

{{ define "message.text.alert" -}}
{{ .Annotations.summary }}
{{ .Annotations.description }}

Since: {{ template "message.time" .StartsAt }}
{{- if eq .Status "resolved" }}
Until: {{ template "message.time" .EndsAt }}
{{- end }}
Labels:{{ range .Labels.SortedPairs }} {{ .Name }}={{ .Value }}{{ end }}
{{- with .Annotations.runbook_url }}
Runbook: {{ . }}
{{- end }}
{{- with .Annotations.dashboard_url }}
Dashboard: {{ . }}
{{- end }}
Query: {{ .GeneratorURL }}
{{ end }}

{{ define "message.text" -}}
{{ with .Alerts.Firing }}FIRING ({{ len . }})

{{ range . }}{{ template "message.text.alert" . }}
{{ end }}{{ end -}}
{{ with .Alerts.Resolved }}RESOLVED ({{ len . }})

{{ range . }}{{ template "message.text.alert" . }}
{{ end }}{{ end -}}
All alerts, and silences: {{ .ExternalURL }}
{{ end }}

{{ define "message.html.alert" -}}
<h2>{{ .Annotations.summary }}</h2>
<p>{{ .Annotations.description }}</p>
<p>Since {{ template "message.time" .StartsAt }}{{ if eq .Status "resolved" }}, until {{ template "message.time" .EndsAt }}{{ end }}</p>
<table>{{ range .Labels.SortedPairs }}<tr><th align="left">{{ .Name }}</th><td>{{ .Value }}</td></tr>{{ end }}</table>
<p>
{{- with .Annotations.runbook_url }}<a href="{{ . }}">Runbook</a> {{ end -}}
{{- with .Annotations.dashboard_url }}<a href="{{ . }}">Dashboard</a> {{ end -}}
<a href="{{ .GeneratorURL }}">Query</a></p>
{{ end }}

{{ define "message.html" -}}
<!doctype html>
<html><head><meta charset="utf-8"><title>{{ template "message.subject" . }}</title></head>
<body>
{{ with .Alerts.Firing }}<h1>Firing ({{ len . }})</h1>
{{ range . }}{{ template "message.html.alert" . }}{{ end }}{{ end -}}
{{ with .Alerts.Resolved }}<h1>Resolved ({{ len . }})</h1>
{{ range . }}{{ template "message.html.alert" . }}{{ end }}{{ end -}}
<p><a href="{{ .ExternalURL }}">All alerts, and silences</a></p>
</body></html>
{{ end }}
`;
