import type { Proof } from "../proof.ts";
import { availability } from "./availability.ts";
import { backtest } from "./backtest.ts";
import { resources } from "./resources.ts";

export const proofs: readonly Proof[] = [...availability, ...backtest, ...resources];
