export { type Equivalence, type EquivalenceGiven, equivalence } from "./equivalence.ts";
