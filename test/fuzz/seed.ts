/** Every run tries the same cases, so that a red one is the change's; FUZZ_SEED tries others: any whole number. */
export const SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_123);
