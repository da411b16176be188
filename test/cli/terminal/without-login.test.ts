import { expect, it } from "vitest";
import { withoutLogin } from "../../../cli/terminal/without-login.ts";

it.each([
  ["http://u:p@host:9090/x", "http://host:9090/x"],
  ["http://u:se/cret@host", "http://host"],
  ["http://u:p%zz@host", "http://host"],
  ["http://u:a@b@host", "http://host"],
  ["u:p@host", "host"],
  ["--prometheus=http://u:p@host", "--prometheus=http://host"],
  ["http://host/a", "http://host/a"],
  ["quantflow-feed", "quantflow-feed"],
])("an address is shown without its login: %s", (text, shown) => {
  expect(withoutLogin(text)).toBe(shown);
});
