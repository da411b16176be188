import { numberOf, ofContainer, someUnknown } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";

export const noSwap: Policy = {
  id: "docker/no-swap",
  summary: "memory_swap equals memory: no container swaps",
  why: "The limit says how much memory and swap it has together. Left out it is twice the memory, a service slows down long before it is killed, and the provider plans a change for ever.",
  alsoKnownAs: [],
  bad: containers({ memory: 256 }, { memory: 256, memory_swap: 512 }, { memory: 256, memory_swap: -1 }),
  good: containers({ memory: 256, memory_swap: 256 }, {}),
  run: ofContainer((container) => {
    const [memory, swap] = [numberOf(container, "memory") ?? 0, numberOf(container, "memory_swap")];
    if (someUnknown(container, "memory", "memory_swap") || memory === 0 || swap === memory) return [];
    const found = swap === undefined ? "memory_swap is not set" : `memory_swap is ${swap}, memory is ${memory}`;
    return [{ message: found, remedy: `set memory_swap to ${memory}` }];
  }),
};
