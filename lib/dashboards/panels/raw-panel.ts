import { type Described, type DescribedInput, described } from "./described.ts";

/** A panel of a plug-in that the model has no word for; all of its own stands in `raw`, `type` included. */
export interface RawPanel extends Described {
  readonly kind: "raw";
}

export const rawPanel = (
  key: string,
  input: Omit<DescribedInput, "raw"> & { readonly raw: NonNullable<DescribedInput["raw"]> },
): RawPanel => ({ kind: "raw", ...described(key, input) });
