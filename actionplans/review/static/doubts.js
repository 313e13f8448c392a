"use strict";
/* What is in doubt about a row, and who may be meant; nothing is chosen beforehand. */

actionplans.doubts = (() => {
  const { el, store, forms, lists } = actionplans;

  function section(page) {
    const { row, index, own } = page;
    const checked = own.some((e) => e.field === "row" && e.new === "checked");
    const messages = page.document.problems.filter((p) => p.action_id === row.action_id);
    const flags = row.flags.map((f) =>
      el("li", {}, el("strong", {}, `${lists.plain(f)}: `), index.meanings[f]),
    );
    const told = messages.map((p) => el("li", {}, p.message));
    if (!flags.length && !told.length) return null;
    return el(
      "section",
      { class: "doubts", "aria-labelledby": "row-doubts" },
      el("h2", { id: "row-doubts" }, checked ? "Doubts, which you have answered" : "In doubt"),
      el("ul", {}, flags, told),
      row.doubts.map((doubt) => candidates(page, doubt)),
    );
  }

  /** The bodies that unsettled words may mean. None is chosen beforehand. */
  function candidates(page, doubt) {
    const name = forms.fresh();
    const option = (value, words, note) => {
      const id = forms.fresh();
      return el(
        "div",
        { class: "option" },
        el("input", { type: "radio", name, id, value }),
        el("label", { for: id }, words, note && el("span", { class: "note" }, note)),
      );
    };
    const options = doubt.candidates.map((c) =>
      option(
        c.agency_id,
        c.name,
        [lists.plain(c.type), c.region, `score ${c.score.toFixed(2)}, by ‘${c.matched}’`]
          .filter(Boolean)
          .join(" · "),
      ),
    );
    const rest = sameWords(page, doubt);
    const all = rest.length ? forms.fresh() : "";
    const wrong = el("p", { class: "wrong", role: "alert" });
    const save = async (event) => {
      event.preventDefault();
      const chosen = event.target.querySelector(`input[name="${name}"]:checked`);
      wrong.textContent = chosen ? "" : "Choose an agency, or none of them.";
      if (!chosen) return;
      const rows =
        all && document.getElementById(all).checked ? [page.row.action_id, ...rest] : [page.row.action_id];
      await decide(page, rows, doubt, chosen.value);
    };
    return el(
      "form",
      { onsubmit: save },
      el(
        "fieldset",
        {},
        el("legend", {}, `Which agency is ‘${doubt.words}’?`),
        options,
        option(
          `printed:${doubt.words.replaceAll("|", "/")}`,
          "None of these: keep the printed name",
          "for another agency, change ‘Lead agencies’ below",
        ),
      ),
      all &&
        el(
          "div",
          { class: "option" },
          el("input", { type: "checkbox", id: all }),
          el(
            "label",
            { for: all },
            `Decide so for ${actionplans.count(rest.length, "other row", "other rows")} with the same words`,
          ),
        ),
      wrong,
      el("p", {}, el("button", { type: "submit" }, "Decide")),
    );
  }

  function sameWords({ row, index }, doubt) {
    const kind = index.kinds.find(
      (k) => ["agency_unresolved", "agency_ambiguous"].includes(k.code) && row.flags.includes(k.code),
    );
    const topic = kind && kind.topics.find(([words]) => words === doubt.words);
    return topic ? topic[1].filter((id) => id !== row.action_id) : [];
  }

  async function decide(page, ids, doubt, chosen) {
    const entries = [];
    for (const id of ids) {
      const { document, row } = await actionplans.find(id);
      const own = row.doubts.find((d) => d.words === doubt.words);
      if (own) {
        const now = forms.valueOf(row, "lead_agencies").split("|").filter(Boolean);
        const next = own.agency_id ? now.map((i) => (i === own.agency_id ? chosen : i)) : [...now, chosen];
        entries.push({
          ...store.entry(document, row, "lead_agencies", now.join("|"), [...new Set(next)].join("|")),
          row: id,
        });
      }
    }
    page.put(entries, `Decided for ${actionplans.count(entries.length, "row")}`);
  }

  return { section };
})();
