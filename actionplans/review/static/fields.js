"use strict";
/* What was read in each field, and the change of one. */

actionplans.fields = (() => {
  const { el, into, store, forms, lists } = actionplans;
  const VALUES = {
    exact: "its name",
    alias: "an alias",
    acronym: "an acronym",
    area: "the review's area",
    section: "the section",
    fuzzy: "likeness",
    printed: "printed words, in no register",
    corrected: "a correction",
  };

  function shown(field, value, row) {
    if (field.agencies) {
      const listed = value ? value.split("|") : [];
      const known = new Map(
        (Array.isArray(row[field.name]) ? row[field.name] : [row[field.name]].filter(Boolean)).map((a) => [
          a.agency_id,
          a,
        ]),
      );
      return listed.length
        ? el(
            "ul",
            { class: "plainlist" },
            listed.map((id) => {
              const lead = known.get(id);
              return el(
                "li",
                {},
                id.startsWith("printed:") ? id.slice(8) : lead ? lead.name : actionplans.agencyName(id) || id,
                lead &&
                  lead.method &&
                  el(
                    "span",
                    { class: "note" },
                    `${lead.matched_text ? `‘${lead.matched_text}’, ` : ""}by ${VALUES[lead.method] || lead.method}, score ${lead.score.toFixed(2)}`,
                  ),
              );
            }),
          )
        : el("span", { class: "none" }, "none");
    }
    if (value === "")
      return el(
        "span",
        { class: "none" },
        row[field.name] === "" ? "blank" : field.printed ? "no such column" : "not stated",
      );
    if (field.rows)
      return value === row.repeat_of
        ? el("a", { href: `#row/${encodeURIComponent(value)}` }, "an earlier row of this plan")
        : actionplans.clip(value, 160);
    if (field.labels) return value.split("|").join(", ");
    return field.choices ? lists.plain(value) : value;
  }

  /** The fields with something in them first, the others put away. */
  function section(page) {
    const { row, own } = page;
    const full = forms.FIELDS.filter(
      (f) => forms.valueOf(row, f.name) !== "" || own.some((e) => e.field === f.name),
    );
    const rest = forms.FIELDS.filter((f) => !full.includes(f));
    return [
      el(
        "div",
        { class: "fields" },
        full.map((f) => fieldRow(page, f)),
        facts(row),
      ),
      rest.length
        ? el(
            "details",
            {},
            el(
              "summary",
              {},
              actionplans.count(rest.length, "field"),
              " without a value: ",
              el("span", { class: "count" }, rest.map((f) => f.label.toLowerCase()).join("; ")),
            ),
            el(
              "div",
              { class: "fields" },
              rest.map((f) => fieldRow(page, f)),
            ),
          )
        : null,
    ];
  }

  function fieldRow(page, field) {
    const { row, own } = page;
    const value = forms.valueOf(row, field.name);
    const decided = own.find((e) => e.field === field.name);
    const cell = el("div", { class: "value" });
    const sure = row.ocr_confidence[field.name];
    const tell = () =>
      into(
        cell,
        el("div", { class: "words" }, decided ? shown(field, decided.new, row) : shown(field, value, row)),
        field.name === "status" && row.status_basis && !decided
          ? el("span", { class: "note" }, `by ‘${row.status_basis}’`)
          : "",
        sure !== undefined
          ? el("span", { class: "note" }, `recognised, sureness of the least sure word ${sure.toFixed(2)}`)
          : "",
        decided
          ? el(
              "p",
              { class: "mine" },
              el("strong", { class: "tag mine" }, "your decision"),
              " was: ",
              el("s", {}, shown(field, decided.old, row)),
              " ",
              el(
                "button",
                { type: "button", class: "plain", onclick: () => page.back([decided]) },
                "Take back",
                el("span", { class: "hide" }, ` ${field.label}`),
              ),
            )
          : "",
      );
    const change = el(
      "button",
      { type: "button", class: "plain", onclick: () => edit() },
      "Change",
      el("span", { class: "hide" }, ` ${field.label}`),
    );
    const edit = () => {
      const input = forms.control(field, decided ? decided.new : value, page);
      const close = () => {
        tell();
        change.hidden = false;
        change.focus();
      };
      into(
        cell,
        forms.form(
          [input],
          "Keep this decision",
          (why) => {
            const fault = forms.fault(field, input.value());
            if (fault) return fault;
            page.put(
              [store.entry(page.document, row, field.name, value, input.value().trim(), { why })],
              `${field.label} decided`,
            );
            return "";
          },
          close,
        ),
      );
      change.hidden = true;
      input.focus();
    };
    tell();
    return el(
      "div",
      { class: decided ? "fieldrow decided" : "fieldrow" },
      el("h3", {}, field.label),
      cell,
      el("div", { class: "do" }, change),
    );
  }

  /** What cannot be changed: extra columns, repairs, how sure. */
  function facts(row) {
    const lines = Object.entries(row.extra);
    if (row.repairs.length) lines.push(["Repairs", row.repairs.map(lists.plain).join(", ")]);
    lines.push(["How sure", row.confidence.toFixed(2)]);
    return lines.map(([name, value]) =>
      el(
        "div",
        { class: "fieldrow" },
        el("h3", {}, name),
        el(
          "div",
          { class: "value" },
          el("div", { class: "words" }, value || el("span", { class: "none" }, "blank")),
        ),
        el("div", { class: "do" }),
      ),
    );
  }

  return { section };
})();
