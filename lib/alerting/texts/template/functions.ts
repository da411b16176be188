/** What a template can call. Sources: template/template.go of Prometheus v0.313.5; Go's text/template, "Functions". */
const PROMETHEUS =
  "query first label value strvalue args reReplaceAll safeHtml match title toUpper toLower graphLink tableLink sortByLabel stripPort stripDomain humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp toTime toDuration pathPrefix externalURL parseDuration now urlQueryEscape";
const GO = "and or not len index slice print printf println html js urlquery call eq ne lt le gt ge";

export const FUNCTIONS: ReadonlySet<string> = new Set(`${PROMETHEUS} ${GO}`.split(" "));

/** Variables that every text has. Source: Prometheus' rules/alerting.go. */
export const GIVEN: readonly string[] = ["$labels", "$externalLabels", "$externalURL", "$value"];
