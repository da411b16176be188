import { compareSync } from "bcryptjs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generated } from "../../../lib/services/secret.ts";
import { bcrypt, webConfig } from "../../../lib/services/web-config.ts";

describe("web.config.file", () => {
  test("lets each user in with the password of the user's own secret", () => {
    const file = webConfig({ admin: generated("admin-password"), scrape: generated("scrape-password") });
    expect(file.needs.map((secret) => secret.name)).toEqual(["admin-password", "scrape-password"]);
    const { basic_auth_users: users } = parse(file.render("one", "two"));
    expect(compareSync("one", users.admin)).toBe(true);
    expect(compareSync("two", users.scrape)).toBe(true);
    expect(compareSync("one", users.scrape)).toBe(false);
  });

  test("is the same file as long as the passwords are the same, so a push changes nothing", () => {
    expect(bcrypt("one")).toBe(bcrypt("one"));
    expect(bcrypt("one").slice(0, 29)).not.toBe(bcrypt("two").slice(0, 29));
  });
});
