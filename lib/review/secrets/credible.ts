/** Characters. A shorter secret is hidden where it stands and searched nowhere else: it would be found in every text. */
export const SHORTEST_SEARCHED = 4;
/** Characters. A shorter one is searched as a whole word only, and in no other form. */
export const SHORTEST_ANYWHERE = 8;

const COMMON =
  /^(true|false|null|none|default|admin|administrator|root|user|users|guest|password|passwords|secret|secrets|token|tokens|test|tests|postgres|postgresql|redis|grafana|prometheus|bearer|basic|public|private|local|localhost|always|unless-stopped|on-failure|host|bridge|http|https|debug|info|warn|warning|error|critical|production|staging|development)$/i;

const HARMLESS: readonly RegExp[] = [
  /^[\d.,:/%-]+([a-z]{1,3})?$/i,
  /^(~|\.{1,2})?\/[\w./@:{}*-]*$/,
  /^[a-z][a-z0-9+.-]*:\/\/[^@\s]*$/i,
  /^[a-z]+([ ._/:@-][a-z]+)*$/i,
  /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9._-]+)+(:[\w.-]+)?$/,
  /^(sha256:)?[0-9a-f]{12,64}$/,
  /^\w+=(true|false|[\d.]+|[a-z]+)$/i,
];

/** Whether a value that is said to be secret (by its mark or its name) may be searched for in every output. */
export const isSearchable = (value: string): boolean =>
  value.trim().length >= SHORTEST_SEARCHED && !COMMON.test(value.trim()) && !/^\d{1,5}$/.test(value.trim());

/** Whether one value among many that are marked together (a set with one sensitive element) is itself a secret. */
export const isCredible = (value: string): boolean =>
  value.length >= SHORTEST_ANYWHERE &&
  isSearchable(value) &&
  !/\s/.test(value) &&
  !HARMLESS.some((pattern) => pattern.test(value));
