import { type Described, type DescribedInput, described } from "./described.ts";

/** The alerts that fire or are about to, most urgent first. That none does is as it should be, and needs no word. */
export interface AlertList extends Described {
  readonly kind: "alertlist";
  readonly whenEmpty?: undefined;
}

export const alertList = (key: string, input: Omit<DescribedInput, "whenEmpty">): AlertList => {
  const { whenEmpty: _, ...rest } = described(key, input);
  return { kind: "alertlist", ...rest };
};
