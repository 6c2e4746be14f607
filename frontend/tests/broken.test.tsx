import { render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Broken } from "../src/pages/Broken";
import { recall } from "../src/remembered";

function Bomb(): never {
  throw new Error("the chunk is gone");
}

describe("a view that throws", () => {
  afterEach(() => vi.restoreAllMocks());

  it("leaves words, and a way on, in its place", () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    render(
      <Broken>
        <Bomb />
      </Broken>,
    );
    expect(screen.getByRole("alert")).toHaveTextContent("the chunk is gone");
    expect(screen.getByRole("button", { name: "Load the page again" })).toBeVisible();
  });
});

describe("what is remembered", () => {
  it.each(["{", "null", "7", '"text"'])("written by somebody else as %s is as good as nothing", (kept) => {
    localStorage.setItem("holescan.last", kept);
    expect(recall()).toBeNull();
  });

  it("and half missing is taken as far as it goes", () => {
    localStorage.setItem("holescan.last", '{"folder": "1x", "sheetName": 7}');
    expect(recall()).toEqual({ folder: "1x", folderName: "", sheetName: "" });
  });
});
