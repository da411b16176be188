/**
 * Text for Prometheus' console templates, which are Go's html/template.
 * Source: prometheus.io/docs/visualization/template_reference
 */

/** HTML that stands as it is: whatever looks like the begin of an action is printed by one. */
export const verbatim = (html: string): string => html.replaceAll("{{", '{{"{{"}}');

/** A string constant of an action. JSON's escapes are Go's too. */
export const constant = (text: string): string => JSON.stringify(text);

/** Calls a template of the library on a query's result at this moment. */
export const live = (template: string, promql: string): string =>
  `{{ template ${constant(template)} (query ${constant(promql)}) }}`;

/** A text as HTML shows it. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
