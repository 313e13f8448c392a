"use strict";
/* One row: its places on the pages, what was read there, and every way to put it right. */

actionplans.row = (() => {
  const { el, into, store, lists } = actionplans;

  function draw(view, document, row, index) {
    const redraw = () => draw(view, document, row, index);
    const own = store.of(document, row).filter((e) => String(e.part) === String(row.place.part));
    const made = store.of(document, row).filter((e) => Number(e.part) > Number(row.place.part));
    const put = (entries, words) => {
      store.put(entries.map((e) => ({ ...e, row: row.action_id })));
      actionplans.say(words);
      redraw();
      view.querySelector("h1").focus();
    };
    const back = (entries) => {
      store.remove(entries);
      actionplans.say("Decision taken back");
      redraw();
      view.querySelector("h1").focus();
    };
    const page = { document, row, index, own, made, put, back };
    into(
      view,
      way(row, document),
      el(
        "h1",
        { id: "row-heading", tabindex: "-1" },
        row.number ? `Row ${row.number}` : "Row",
        row.section && el("span", { class: "caption" }, row.section),
      ),
      el(
        "p",
        { class: "note" },
        el(
          "a",
          { href: `#review/${encodeURIComponent(document.review.review_id)}` },
          document.review.title || document.source.file,
        ),
        ` · ${pagesOf(row)}`,
      ),
      history(row),
      actionplans.doubts.section(page),
      el(
        "div",
        { class: "beside" },
        actionplans.places.section(row),
        el(
          "section",
          { "aria-labelledby": "row-read" },
          el("h2", { id: "row-read" }, "What was read"),
          actionplans.fields.section(page),
        ),
      ),
      el("h2", {}, "The row as a whole"),
      actionplans.whole.section(page),
    );
  }

  /** To the rows before and after in the list that the reader came from. */
  function way(row, document) {
    const ids = actionplans.context.includes(row.action_id)
      ? actionplans.context
      : document.rows.map((r) => r.action_id);
    const at = ids.indexOf(row.action_id);
    const link = (i, words) =>
      i >= 0 && i < ids.length
        ? el("a", { href: `#row/${encodeURIComponent(ids[i])}`, rel: i < at ? "prev" : "next" }, words)
        : null;
    return el(
      "nav",
      { class: "way", "aria-label": "Rows of the list" },
      link(at - 1, "Previous row"),
      el("span", {}, `${at + 1} of ${ids.length}`),
      link(at + 1, "Next row"),
    );
  }

  function pagesOf(row) {
    const pages = [...new Set(row.provenance.map((p) => p.page))];
    return pages.length > 1 ? `pages ${pages.join(", ")}` : `page ${pages[0] ?? "not known"}`;
  }

  function history(row) {
    if (!row.corrections.length) return null;
    return el(
      "div",
      { class: "inset" },
      el("p", {}, "Corrected before:"),
      el(
        "ul",
        {},
        row.corrections.map((c) =>
          el(
            "li",
            {},
            `${lists.plain(c.field)}${c.was === null ? "" : `, was ‘${actionplans.clip(c.was, 120)}’`}${c.when ? `, ${c.when}` : ""}${c.why ? `: ${c.why}` : ""}`,
          ),
        ),
      ),
    );
  }

  return { draw };
})();
