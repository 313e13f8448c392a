"use strict";
/* Kinds of doubt, and reviews. */

actionplans.views = (() => {
  const { el, into, lists, count } = actionplans;
  const MOST = 200;
  const FEW = 4;

  function head(id, title, caption) {
    return el("h1", { id, tabindex: "-1" }, title, caption && el("span", { class: "caption" }, caption));
  }

  /** One kind of doubt: equal doubts together, the most frequent first. */
  function kind(view, code, index) {
    const found = index.kinds.find((k) => k.code === code);
    if (!found) throw new Error("There is no such doubt in this output.");
    const decided = actionplans.decided();
    actionplans.context = [...new Set(found.topics.flatMap(([, ids]) => ids))];
    const few = found.topics.length <= FEW;
    into(
      view,
      el("p", {}, el("a", { class: "back", href: "#doubts" }, "All doubts")),
      head("kind-heading", found.title),
      el("p", { class: "lead" }, index.meanings[code] || ""),
      found.topics.slice(0, MOST).map(([topic, ids]) =>
        el(
          "details",
          { open: few },
          el(
            "summary",
            {},
            topic,
            el("span", { class: "count" }, `${count(ids.length, "row")}${left(ids, decided)}`),
          ),
          el(
            "ul",
            { class: "rows" },
            ids.map((id) => lists.item(index.byId.get(id))),
          ),
        ),
      ),
      found.topics.length > MOST
        ? el("p", { class: "hint" }, `The ${MOST} most frequent are shown; search finds the others.`)
        : "",
      found.problems.length ? problems(found.problems, index) : "",
    );
  }

  function left(ids, decided) {
    const done = ids.filter((id) => decided.has(id)).length;
    return done ? `, ${done} decided` : "";
  }

  function problems(items, index) {
    const documents = new Map(index.documents.map((d) => [d.id, d]));
    return el(
      "ul",
      { class: "rows" },
      items.map((p) =>
        el(
          "li",
          {},
          el(
            "a",
            {
              href:
                p.row && index.byId.has(p.row)
                  ? `#row/${encodeURIComponent(p.row)}`
                  : `#review/${encodeURIComponent(p.document)}`,
            },
            p.message,
          ),
          el("span", { class: "note" }, documents.get(p.document).title, p.page ? ` · page ${p.page}` : ""),
        ),
      ),
    );
  }

  const STATES = {
    ok: "Converted",
    partial: "Part of the plan may be missing",
    no_plan: "No plan was found",
    failed: "The document could not be read",
  };

  function review(view, data, index) {
    const { review: about, source } = data;
    actionplans.context = data.rows.map((r) => r.action_id);
    const line = (name, value) =>
      value && el("div", { class: "fieldrow" }, el("h3", {}, name), el("div", { class: "value" }, value));
    into(
      view,
      el("p", {}, el("a", { class: "back", href: "#reviews" }, "All reviews")),
      head("review-heading", about.title || source.file),
      el("h2", {}, "The document"),
      el(
        "div",
        { class: "fields" },
        line("State", el("strong", { class: `tag ${data.status}` }, STATES[data.status])),
        line("Kind", about.review_types.join(", ")),
        line("Case", about.case_reference),
        line("Publisher", about.publisher && about.publisher.name),
        line("File", source.file),
        line("Pages", String(source.pages || "")),
        line("Pages with rows", source.plan_pages.join(", ")),
        line(
          "Text",
          {
            digital: "digital",
            ocr: "read by text recognition",
            mixed: "partly read by text recognition",
            text: "a text dump",
          }[source.text_origin],
        ),
      ),
      data.problems.length
        ? [
            el("h2", {}, "Problems"),
            el(
              "ul",
              {},
              data.problems.map((p) => el("li", {}, p.page ? `Page ${p.page}: ` : "", p.message)),
            ),
          ]
        : "",
      el("h2", {}, count(data.rows.length, "row")),
      data.rows.length
        ? el(
            "ul",
            { class: "rows" },
            data.rows.map((r) => lists.item(index.byId.get(r.action_id))),
          )
        : el("p", {}, "There are no rows."),
      source.pages
        ? actionplans.missed.section(data, () => {
            review(view, data, index);
            view.querySelector("h1").focus();
          })
        : "",
    );
  }

  return { kind, review };
})();
