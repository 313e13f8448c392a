"use strict";
/* Rows that were missed, added by the page that they are printed on. */

actionplans.missed = (() => {
  const { el, into, store, count } = actionplans;

  /** A row that no row read stands beside: it is added by its page. */
  function section(data, done) {
    const box = el("div", {});
    const open = el(
      "button",
      { type: "button", class: "second", onclick: () => ask() },
      "Add a row that was missed",
    );
    const close = () => {
      into(box, open);
      open.focus();
    };
    const added = store.all().filter((e) => e.sha256 === data.source.sha256 && e.printed === "");
    const ask = () => {
      const id = actionplans.forms.fresh();
      const page = el("input", { id, type: "text", inputmode: "numeric", autocomplete: "off" });
      const controls = actionplans.forms.FIELDS.filter((f) => f.printed).map((field) => ({
        field,
        ...actionplans.forms.control(field, ""),
      }));
      const first = { node: el("p", {}, el("label", { for: id }, `Page, 1 to ${source(data)}`), page) };
      into(
        box,
        el("h3", { tabindex: "-1" }, "Add a row that was missed"),
        actionplans.forms.form(
          [first, ...controls],
          "Add",
          (why) => {
            const number = Number(page.value.trim());
            if (!Number.isInteger(number) || number < 1 || number > source(data))
              return "Write the page that the row is printed on.";
            const filled = controls.filter((c) => c.value().trim());
            if (!filled.length) return "Write what the row says.";
            const part =
              1 + Math.max(0, ...added.filter((e) => Number(e.page) === number).map((e) => Number(e.part)));
            const place = { place: { page: number, bbox: "", position: "", printed: "", part } };
            store.put([
              store.entry(data, place, "row", "", "add", { why }),
              ...filled.map((c) => store.entry(data, place, c.field.name, "", c.value().trim(), { why })),
            ]);
            actionplans.say("To be added");
            done();
            return "";
          },
          close,
        ),
      );
      box.querySelector("h3").focus();
    };
    into(box, open);
    const told = added.filter((e) => e.field === "row").length;
    return [
      el("h2", {}, "Missing rows"),
      told
        ? el(
            "p",
            { class: "inset mine" },
            `${count(told, "row is", "rows are")} to be added; see your decisions.`,
          )
        : "",
      box,
    ];
  }

  const source = (data) => data.source.pages;

  return { section };
})();
