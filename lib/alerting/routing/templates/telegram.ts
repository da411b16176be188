/**
 * Telegram refuses a message whose HTML is broken, as it is when Alertmanager cuts it at 4,096 characters: the alert
 * would be lost. So it is kept shorter here. What is left is kept as a text of spaces, because templates cannot
 * subtract; escaped by html/template, a character is five at most, in a link twelve.
 * Source: core.telegram.org/bots/api#html-style
 */
export const TELEGRAM = `{{ define "telegram.message" -}}
{{ $left := printf "%2900s" "" -}}
{{ $runbook := .CommonAnnotations.runbook_url }}{{ $dashboard := .CommonAnnotations.dashboard_url -}}
{{ $cost := len (reReplaceAll "[^A-Za-z0-9/:._-]" "123456789012" (printf "%s%s" $runbook $dashboard)) -}}
{{ if le $cost 700 }}{{ $left = slice $left $cost }}{{ else }}{{ $runbook = "" }}{{ $dashboard = "" }}{{ end -}}
<b>{{ template "message.subject" . }}</b>
{{ $all := true -}}
{{ range .Alerts -}}
{{ $labels := "" -}}
{{ range (.Labels.Remove (stringSlice "alertname" "severity" "owner")).SortedPairs }}{{ $labels = printf "%s %.40s=%.80s" $labels .Name .Value }}{{ end -}}
{{ $text := printf "%.80s\\n%.220s\\n%.120s" .Annotations.summary .Annotations.description (trimSpace $labels) -}}
{{ $cost := len (printf "%s%80s" (reReplaceAll "[&<>'\\"+]" "12345" $text) "") -}}
{{ if and $all (le $cost (len $left)) -}}
{{ $left = slice $left $cost }}
{{ $text }}
Since {{ template "message.time" .StartsAt }}{{ if eq .Status "resolved" }}, until {{ template "message.time" .EndsAt }}{{ end }}
{{ else }}{{ $all = false }}{{ end -}}
{{ end -}}
{{ if not $all }}
There are more than fit here: see all {{ len .Alerts }} in Alertmanager.
{{ end -}}
{{ if or $runbook $dashboard }}
{{ with $runbook }}<a href="{{ . }}">Runbook</a> {{ end }}{{ with $dashboard }}<a href="{{ . }}">Dashboard</a>{{ end }}
{{- end -}}
{{ end }}
`;
