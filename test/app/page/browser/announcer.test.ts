import { expect, it } from "vitest";
import { Announcer } from "../../../../app/page/browser/announcer.ts";
import type { Browser } from "../../../../app/page/browser/dom.ts";
import { FakeClock } from "../../support/fake-clock.ts";

it("at most one sentence each five seconds is read aloud, the newest of those that waited", () => {
  const clock = new FakeClock();
  const said: (string | null)[] = [];
  const element = {
    set textContent(text: string) {
      said.push(text);
    },
  };
  const browser = {
    document: { getElementById: () => element },
    setTimeout: (run: () => void, milliseconds: number) => clock.after(milliseconds, run),
  };
  const announcer = new Announcer(browser as unknown as Browser);
  for (const sentence of ["one", "", "two", "three"]) announcer.say(sentence);
  clock.advance(4_999);
  expect(said).toEqual(["one"]);
  clock.advance(1);
  expect(said).toEqual(["one", "three"]);
  clock.advance(10_000);
  announcer.say("four");
  expect(said).toEqual(["one", "three", "four"]);
});
