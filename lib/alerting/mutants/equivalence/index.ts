export { type Equivalence, type EquivalenceGiven, type Equivalent, equivalence } from "./equivalence.ts";
