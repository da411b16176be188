const HASH = /[-.][0-9a-f]{8,64}(?=\.[^./]*$|$)/;

/** A file's name without the hash of its content: `rules/feed-1a2b3c4d.yml` -> `rules/feed.yml`. */
export const stemOf = (name: string): string => name.replace(HASH, "");
