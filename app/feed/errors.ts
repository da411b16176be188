import { ApplicationError } from "../errors.ts";

export class ExchangeTimeError extends ApplicationError {
  constructor(baseUrl: string, status: number) {
    super("FEED_EXCHANGE_TIME", `${baseUrl} answered ${status} without a server time: event ages stay uncorrected`);
  }
}
