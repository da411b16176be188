import { type Described, type DescribedInput, described } from "./described.ts";

/** The alerts that fire or are about to, most urgent first. */
export interface AlertList extends Described {
  readonly kind: "alertlist";
}

export const alertList = (key: string, input: DescribedInput): AlertList => ({
  kind: "alertlist",
  ...described(key, { whenEmpty: "No alert fires.", ...input }),
});
