"use strict";
/* Controls for labels, and for the row that a row repeats. */

actionplans.choices = (() => {
  const { el, forms } = actionplans;

  /** Labels of a short list, each with a box to tick. */
  function labels(field, value, names) {
    const chosen = new Set(value.split("|"));
    const boxes = names.map((name) => {
      const id = forms.fresh();
      const input = el("input", { id, type: "checkbox", value: name });
      input.checked = chosen.has(name);
      return { input, node: el("li", { class: "option" }, input, el("label", { for: id }, name)) };
    });
    const node = el(
      "fieldset",
      {},
      el("legend", {}, field.label),
      el(
        "ul",
        { class: "ticks" },
        boxes.map((b) => b.node),
      ),
    );
    const ticked = () => boxes.filter((b) => b.input.checked).map((b) => b.input.value);
    const { input } = boxes[0];
    return { node, value: () => ticked().join("|"), focus: () => input.focus(), input };
  }

  /** A row above this one, by its words: an id may be another row's after an update. */
  function earlier(field, value, { document, row }) {
    const id = forms.fresh();
    const above = document.rows.slice(0, document.rows.indexOf(row));
    const named = above.find((r) => r.action_id === value);
    const input = el(
      "select",
      { id },
      el("option", { value: "" }, "No other row"),
      above.map((r) => el("option", { value: r.place.printed }, actionplans.clip(r.place.printed, 100))),
    );
    input.value = named ? named.place.printed : value;
    const node = el("p", {}, el("label", { for: id }, "Repeats the row"), input);
    return { node, value: () => input.value, focus: () => input.focus(), input };
  }

  return { labels, earlier };
})();
