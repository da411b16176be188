/** A runbook with everything in it; parts can be replaced. */
export const written = (parts: Partial<typeof PARTS> = {}): string => {
  const { title, means, confirm, fix, who } = { ...PARTS, ...parts };
  return [title, "## What it means", means, "## How to confirm", confirm, "## How to fix", fix, "## Who", who].join(
    "\n\n",
  );
};

const PARTS = {
  title: "# QueueFull",
  means: "The queue is full. See [QueueSlow](QueueSlow.md).",
  confirm: 'Look:\n\n```promql\nqueue_bytes{disk="a"}\n```\n\n```promql\nsum(queue_bytes)\n```',
  fix: "1. Empty it:\n\n   ```sh\n   docker ps --format '{{.Names}}'\n   ```\n\n2. Wait.",
  who: "**storage**, warning. Tell nobody.",
};
