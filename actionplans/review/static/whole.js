"use strict";
/* The row as a whole: found right, joined, split, left out, or another added after it. */

actionplans.whole = (() => {
  const { el, into, store, forms, lists } = actionplans;

  function section(page) {
    const { document, row, own } = page;
    const decided = own.find((e) => e.field === "row" && ["drop", "join", "checked"].includes(e.new));
    const next = document.rows[document.rows.indexOf(row) + 1];
    const box = el("div", { class: "whole" });
    const set = (what, old, words) => (why) => {
      page.put([store.entry(document, row, "row", old, what, { why })], words);
      return "";
    };
    const ask = (heading, controls, button, save) => {
      into(
        box,
        el("h3", { tabindex: "-1" }, heading),
        forms.form(controls, button, save, () => {
          into(box, ...menu());
          box.querySelector("button").focus();
        }),
      );
      box.querySelector("h3").focus();
    };
    const choice = (words, note, act, off) =>
      el(
        "li",
        {},
        el("button", { type: "button", class: "second", onclick: act, disabled: off }, words),
        el("span", { class: "note" }, note),
      );
    const menu = () => [
      el(
        "ul",
        { class: "menu" },
        choice("It is right as it reads", "The doubts are answered.", () =>
          page.put([store.entry(document, row, "row", "", "checked")], "Row found right"),
        ),
        choice(
          "Join with the next row",
          next ? actionplans.clip(next.place.printed, 120) : "There is no row after it.",
          () => ask("Join with the next row", [], "Join", set("join", next.place.printed, "To be joined")),
          !next,
        ),
        choice("Split it in two", "One row that holds two.", () => splitForm(page, ask)),
        choice("Leave it out", "It is no row of the plan.", () =>
          ask("Leave this row out", [], "Leave out", set("drop", "", "To be left out")),
        ),
        choice("Add a row after it", "A row that was missed.", () => addForm(page, ask)),
      ),
    ];
    into(box, ...menu());
    const words = {
      drop: "This row is to be left out.",
      join: "This row is to be joined with the next.",
      checked: "You found this row right.",
    };
    return [
      decided ? el("p", { class: "inset mine" }, words[decided.new], " ", back(page, [decided])) : "",
      pending(page),
      box,
    ];
  }

  function back(page, entries) {
    return el("button", { type: "button", class: "plain", onclick: () => page.back(entries) }, "Take back");
  }

  /** Rows that decisions make beside this one. */
  function pending({ made, ...page }) {
    const parts = [...new Set(made.map((e) => String(e.part)))].sort((a, b) => a - b);
    return parts.map((part) => {
      const entries = made.filter((e) => String(e.part) === part);
      const kind = entries.find((e) => e.field === "row");
      const also = kind && kind.new === "split" ? page.own.filter((e) => e.split === part) : [];
      return el(
        "div",
        { class: "inset mine" },
        el(
          "p",
          {},
          el(
            "strong",
            {},
            kind && kind.new === "split" ? "Split off as a row of its own: " : "Row to be added: ",
          ),
          back(page, [...entries, ...also]),
        ),
        el(
          "ul",
          {},
          entries
            .filter((e) => e.field !== "row")
            .map((e) => el("li", {}, `${lists.plain(e.field)}: ${e.new}`)),
        ),
      );
    });
  }

  const nextPart = ({ row, made }) =>
    Math.max(Number(row.place.part), ...made.map((e) => Number(e.part))) + 1;

  function splitForm(page, ask) {
    const { document, row } = page;
    const texts = forms.FIELDS.filter((f) => f.printed && row[f.name]);
    const pairs = texts.map((field) => {
      const value = forms.valueOf(row, field.name);
      const shared = !["recommendation", "action", "milestones", "outcome"].includes(field.name);
      return {
        field,
        value,
        first: forms.control({ ...field, label: `${field.label}, first row` }, value),
        second: forms.control({ ...field, label: `${field.label}, second row` }, shared ? value : ""),
      };
    });
    ask(
      "Split this row in two",
      pairs.map((p) => ({ node: el("div", { class: "pair" }, p.first.node, p.second.node) })),
      "Split",
      (why) => {
        const part = nextPart(page);
        const entries = [store.entry(document, row, "row", "", "split", { part, why })];
        for (const p of pairs) {
          if (p.first.value() !== p.value)
            entries.push({
              ...store.entry(document, row, p.field.name, p.value, p.first.value(), { why }),
              split: String(part),
            });
          if (p.second.value() !== p.value)
            entries.push(store.entry(document, row, p.field.name, p.value, p.second.value(), { part, why }));
        }
        if (entries.length === 1) return "Say which words belong to which row.";
        page.put(entries, "To be split");
        return "";
      },
    );
  }

  function addForm(page, ask) {
    const { document, row } = page;
    const controls = forms.FIELDS.filter((f) => f.printed && f.name !== "section").map((field) => ({
      field,
      ...forms.control(field, ""),
    }));
    ask("Add a row after this one", controls, "Add", (why) => {
      const filled = controls.filter((c) => c.value().trim());
      if (!filled.length) return "Write what the row says.";
      const part = nextPart(page);
      page.put(
        [
          store.entry(document, row, "row", "", "add", { part, why }),
          ...filled.map((c) => store.entry(document, row, c.field.name, "", c.value().trim(), { part, why })),
        ],
        "To be added",
      );
      return "";
    });
  }

  return { section };
})();
