import { Router } from "express";
import type { AlertHistory } from "./history.ts";

type Letters = Pick<AlertHistory, "dead" | "retry">;

/**
 * For the administrator: `GET /alerts/dead-letters` shows what was given up, newest first, and `POST
 * /alerts/dead-letters/retry` owes all of it to its channels again.
 */
export function deadLetterRouter(letters: Letters, channels: readonly string[]): Router {
  const shown = (channel: string) => [...letters.dead(channel).values()].map((letter) => ({ channel, ...letter }));
  const router = Router();
  router.get("/alerts/dead-letters", (_request, response) => {
    const all = channels.flatMap(shown).sort((a, b) => b.at.localeCompare(a.at));
    response.json(all);
  });
  router.post("/alerts/dead-letters/retry", async (_request, response) => {
    const retried = await Promise.all(channels.map((channel) => letters.retry(channel)));
    response.status(202).json({ retried: retried.reduce((sum, some) => sum + some, 0) });
  });
  return router;
}
