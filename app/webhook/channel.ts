import type { AlertChannel } from "../../metrics/quantflow/webhook.ts";
import { isRefusal } from "../store/errors.ts";
import { DeliveryError } from "./errors.ts";
import type { AlertRecord } from "./schema.ts";

/** Where alerts are delivered to. */
export interface Channel {
  readonly name: AlertChannel;
  /**
   * Resolves once the receiver has it. May be called again for one that it has: a crash came between its taking and our
   * note of it. Rejects with WEBHOOK_DELIVERY, which says whose fault it was; any other error counts as the alert's.
   */
  deliver(record: AlertRecord, signal: AbortSignal): Promise<void>;
}

/** The table of alerts in the store; `save` does nothing for those that it holds. */
export const historyChannel = (save: (records: readonly AlertRecord[]) => Promise<void>): Channel => ({
  name: "history",
  async deliver(record) {
    await save([record]).catch((error: unknown) => {
      const blame = isRefusal(error) ? "alert" : "receiver";
      throw new DeliveryError("the store did not take an alert", blame, { cause: error });
    });
  },
});
