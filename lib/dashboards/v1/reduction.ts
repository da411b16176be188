/** One number of each series: the newest that there is, as the newest point of a range may still be empty. */
export const NEWEST = { calcs: ["lastNotNull"], fields: "", values: false } as const;
