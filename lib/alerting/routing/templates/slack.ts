/**
 * Slack asks for `&`, `<` and `>` to be escaped, and shows 3,000 characters of a text. What is left of these is kept as
 * a text of spaces, because templates cannot subtract; escaped, a character is five at most.
 * Source: docs.slack.dev/messaging/formatting-message-text
 */
export const SLACK = `{{ define "slack.escaped" }}{{ . | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" }}{{ end }}

{{ define "slack.color" }}{{ if not .Alerts.Firing }}good{{ else if eq .CommonLabels.severity "critical" }}danger{{ else }}warning{{ end }}{{ end }}

{{ define "slack.title" -}}
[{{ if .Alerts.Firing }}{{ printf "%.10s" (or .CommonLabels.severity "firing") | toUpper }}{{ else }}RESOLVED{{ end }}]{{ " " }}
{{- template "slack.escaped" (printf "%.60s: %.120s" (or .CommonLabels.alertname "several alerts") (index .Alerts 0).Annotations.summary) }}
{{- if gt (len .Alerts) 1 }} ({{ len .Alerts }} alerts){{ end }}
{{- end }}

{{ define "slack.text" -}}
{{ $left := printf "%2900s" "" -}}
{{ $links := "" -}}
{{ with .CommonAnnotations.runbook_url }}{{ $links = printf "Runbook: %s\\n" . }}{{ end -}}
{{ with .CommonAnnotations.dashboard_url }}{{ $links = printf "%sDashboard: %s\\n" $links . }}{{ end -}}
{{ $cost := len (reReplaceAll "[&<>]" "12345" $links) -}}
{{ if le $cost 700 }}{{ $left = slice $left $cost }}{{ else }}{{ $links = "" }}{{ end -}}
{{ $all := true -}}
{{ range .Alerts -}}
{{ $labels := "" -}}
{{ range (.Labels.Remove (stringSlice "alertname" "severity" "owner")).SortedPairs }}{{ $labels = printf "%s %.40s=%.80s" $labels .Name .Value }}{{ end -}}
{{ $text := printf "%.80s\\n%.220s\\n%.120s" .Annotations.summary .Annotations.description (trimSpace $labels) -}}
{{ $cost := len (printf "%s%80s" (reReplaceAll "[&<>]" "12345" $text) "") -}}
{{ if and $all (le $cost (len $left)) -}}
{{ $left = slice $left $cost }}{{ template "slack.escaped" $text }}
Since {{ template "message.time" .StartsAt }}{{ if eq .Status "resolved" }}, until {{ template "message.time" .EndsAt }}{{ end }}

{{ else }}{{ $all = false }}{{ end -}}
{{ end -}}
{{ if not $all }}There are more than fit here: see all {{ len .Alerts }} in Alertmanager.

{{ end -}}
{{ template "slack.escaped" $links -}}
{{ end }}
`;
