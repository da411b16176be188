/** A value as Terraform's JSON writes it. What is unknown until the apply is `null` here and marked beside it. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/**
 * What Terraform says of parts of a value (sensitive, unknown): `true` stands for everything below. In lists and objects
 * a mark stands at its part's place; a set with one marked element may be marked whole.
 */
export type Marks = boolean | readonly Marks[] | { readonly [key: string]: Marks };

/** From the resource inwards: `["ports", 0, "ip"]`. */
export type Path = readonly (string | number)[];
