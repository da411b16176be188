/** Who acts on an alert. */
export const TRADING = "trading";
export const PLATFORM = "platform";
