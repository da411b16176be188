/**
 * Arrays as PostgreSQL reads them. `pg` makes them too, by looking at every value's type; where the type of a column
 * is known it takes little more than half the time.
 * Source: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export const numberArray = (values: readonly number[]): string => `{${values.join(",")}}`;

export const textArray = (values: readonly (string | undefined)[]): string =>
  `{${values.map((value) => (value === undefined ? "NULL" : quoted(value))).join(",")}}`;

const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;
