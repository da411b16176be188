/** What all pages share: a console library, which Prometheus reads together with each page. */

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --quiet: #777; --soft: #8881; --accent: #2563c9; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 58rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; padding-bottom: .75rem; border-bottom: 1px solid var(--line); }
a { color: var(--accent); }
@media (prefers-color-scheme: dark) { :root { --accent: #7fb0ff; --quiet: #999; } }
h1 { margin: 1.25rem 0 .25rem; font-size: 1.75rem; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
.facts { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; margin: 0; color: var(--quiet); }
.badge { padding: .05rem .5rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600; background: var(--soft); }
.critical { color: #d33; }
.warning { color: #b87700; }
.firing { background: #c62828; color: #fff; }
.pending { background: #f3b13c; color: #222; }
pre { overflow-x: auto; padding: .6rem .8rem; background: var(--soft); border-radius: .35rem; font-size: .875rem; line-height: 1.4; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; }
:not(pre) > code { padding: .05rem .3rem; background: var(--soft); border-radius: .25rem; overflow-wrap: anywhere; }
pre code { font-size: 1em; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.value { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.query { border-left: 3px solid var(--accent); padding-left: .8rem; margin: 1rem 0; }
.query pre { margin: 0 0 .4rem; }
.labels span { display: inline-block; margin-right: .75rem; }
.quiet { color: var(--quiet); margin: 0; font-size: .875rem; }
li { margin: .35rem 0; }
`;

/** The library's text; every page is made of these templates. */
export const LIBRARY = `{{ define "head" -}}
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ . }}</title>
<style>${STYLE}</style>
</head>
<body>
{{- end }}

{{ define "time" }}{{ range . }}{{ (toTime .Value).Format "2006-01-02 15:04:05" }} UTC{{ end }}{{ end }}

{{ define "labels" }}{{ $alone := eq (len .) 1 }}{{ range $name, $value := . }}{{ if or $alone (ne $name "__name__") }}<span>{{ $name }} <b>{{ $value }}</b></span>{{ end }}{{ end }}{{ end }}

{{ define "alert" }}{{ range $name, $value := . }}{{ if not (or (eq $name "__name__") (eq $name "alertname") (eq $name "alertstate") (eq $name "owner")) }}<span>{{ $name }} <b>{{ $value }}</b></span>{{ end }}{{ end }}{{ end }}

{{ define "value" }}{{ if or (ge . 10000.0) (le . -10000.0) }}{{ humanize . }}{{ else }}{{ printf "%.4g" . }}{{ end }}{{ end }}

{{ define "results" -}}
{{ if . -}}
<table class="results">
{{ range . }}<tr><td class="labels">{{ template "labels" .Labels }}</td><td class="value">{{ template "value" .Value }}</td></tr>
{{ end }}</table>
{{- else }}<p class="quiet">No series now.</p>{{ end }}
{{- end }}

{{ define "state" -}}
{{ if . }}{{ range . }}<span class="badge {{ .Labels.alertstate }}">{{ .Labels.alertstate }}{{ if gt .Value 1.0 }} {{ .Value }}{{ end }}</span> {{ end -}}
{{ else }}<span class="quiet">quiet</span>{{ end }}
{{- end }}

{{ define "instances" -}}
{{ if . -}}
<table>
{{ range . }}<tr><td><span class="badge {{ .Labels.alertstate }}">{{ .Labels.alertstate }}</span></td><td class="labels">{{ template "alert" .Labels }}</td></tr>
{{ end }}</table>
{{- else }}<p class="quiet">Neither pending nor firing now.</p>{{ end }}
{{- end }}

{{ define "firing" -}}
{{ if . -}}
<table>
{{ range . }}<tr><td><a href="runbooks/{{ .Labels.alertname }}.html">{{ .Labels.alertname }}</a></td><td class="labels">{{ template "alert" .Labels }}</td></tr>
{{ end }}</table>
{{- else }}<p class="quiet">Nothing fires.</p>{{ end }}
{{- end }}
`;
