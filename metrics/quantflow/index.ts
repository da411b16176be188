export * from "./backtest.ts";
export * from "./feed.ts";
export * from "./labels.ts";
export * from "./runtime.ts";
export * from "./trading.ts";
export * from "./webhook.ts";
