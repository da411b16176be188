export const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", ">", "<", ">=", "<="]);
export const SETS: ReadonlySet<string> = new Set(["and", "or", "unless"]);
export const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "^", "atan2"]);
