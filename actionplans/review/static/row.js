"use strict";
/* One row: its places on the pages, what was read there, and every way to put it right. */

actionplans.row = (() => {
  const { el, svg, into, store, forms, lists } = actionplans;
  const VALUES = { exact: "its name", alias: "an alias", acronym: "an acronym", area: "the review's area", section: "the section", fuzzy: "likeness", printed: "printed words, in no register", corrected: "a correction" };

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
    into(view,
      way(row, document),
      el("h1", { id: "row-heading", tabindex: "-1" }, row.number ? `Row ${row.number}` : "Row", row.section && el("span", { class: "caption" }, row.section)),
      el("p", { class: "note" }, el("a", { href: `#review/${encodeURIComponent(document.review.review_id)}` }, document.review.title || document.source.file), ` · ${pagesOf(row)}`),
      history(row),
      doubts(page),
      el("div", { class: "beside" },
        places(row),
        el("section", { "aria-labelledby": "row-read" }, el("h2", { id: "row-read" }, "What was read"), fields(page))),
      el("h2", {}, "The row as a whole"),
      whole(page));
  }

  /** To the rows before and after in the list that the reader came from. */
  function way(row, document) {
    const ids = actionplans.context.includes(row.action_id) ? actionplans.context : document.rows.map((r) => r.action_id);
    const at = ids.indexOf(row.action_id);
    const link = (i, words) => (i >= 0 && i < ids.length ? el("a", { href: `#row/${encodeURIComponent(ids[i])}`, rel: i < at ? "prev" : "next" }, words) : null);
    return el("nav", { class: "way", "aria-label": "Rows of the list" }, link(at - 1, "Previous row"), el("span", {}, `${at + 1} of ${ids.length}`), link(at + 1, "Next row"));
  }

  function pagesOf(row) {
    const pages = [...new Set(row.provenance.map((p) => p.page))];
    return pages.length > 1 ? `pages ${pages.join(", ")}` : `page ${pages[0] ?? "not known"}`;
  }

  function history(row) {
    if (!row.corrections.length) return null;
    return el("div", { class: "inset" }, el("p", {}, "Corrected before:"), el("ul", {}, row.corrections.map((c) => el("li", {}, `${lists.plain(c.field)}${c.was === null ? "" : `, was ‘${actionplans.clip(c.was, 120)}’`}${c.when ? `, ${c.when}` : ""}${c.why ? `: ${c.why}` : ""}`))));
  }

  // Doubts ------------------------------------------------------------------------------------

  function doubts(page) {
    const { row, index, own } = page;
    const checked = own.some((e) => e.field === "row" && e.new === "checked");
    const messages = page.document.problems.filter((p) => p.action_id === row.action_id);
    const flags = row.flags.map((f) => el("li", {}, el("strong", {}, `${lists.plain(f)}: `), index.meanings[f]));
    const told = messages.map((p) => el("li", {}, p.message));
    if (!flags.length && !told.length) return null;
    return el("section", { class: "doubts", "aria-labelledby": "row-doubts" },
      el("h2", { id: "row-doubts" }, checked ? "Doubts, which you have answered" : "In doubt"),
      el("ul", {}, flags, told),
      row.doubts.map((doubt) => candidates(page, doubt)));
  }

  /** The bodies that unsettled words may mean. None is chosen beforehand. */
  function candidates(page, doubt) {
    const name = forms.fresh();
    const option = (value, words, note) => {
      const id = forms.fresh();
      return el("div", { class: "option" }, el("input", { type: "radio", name, id, value }), el("label", { for: id }, words, note && el("span", { class: "note" }, note)));
    };
    const options = doubt.candidates.map((c) => option(c.agency_id, c.name, [lists.plain(c.type), c.region, `score ${c.score.toFixed(2)}, by ‘${c.matched}’`].filter(Boolean).join(" · ")));
    const rest = sameWords(page, doubt);
    const all = rest.length ? forms.fresh() : "";
    const wrong = el("p", { class: "wrong", role: "alert" });
    const save = async (event) => {
      event.preventDefault();
      const chosen = event.target.querySelector(`input[name="${name}"]:checked`);
      wrong.textContent = chosen ? "" : "Choose an agency, or none of them.";
      if (!chosen) return;
      const rows = all && document.getElementById(all).checked ? [page.row.action_id, ...rest] : [page.row.action_id];
      await decide(page, rows, doubt, chosen.value);
    };
    return el("form", { onsubmit: save },
      el("fieldset", {}, el("legend", {}, `Which agency is ‘${doubt.words}’?`), options, option(`printed:${doubt.words.replaceAll("|", "/")}`, "None of these: keep the printed name", "for another agency, change ‘Lead agencies’ below")),
      all && el("div", { class: "option" }, el("input", { type: "checkbox", id: all }), el("label", { for: all }, `Decide so for ${actionplans.count(rest.length, "other row", "other rows")} with the same words`)),
      wrong, el("p", {}, el("button", { type: "submit" }, "Decide")));
  }

  function sameWords({ row, index }, doubt) {
    const kind = index.kinds.find((k) => ["agency_unresolved", "agency_ambiguous"].includes(k.code) && row.flags.includes(k.code));
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
        entries.push({ ...store.entry(document, row, "lead_agencies", now.join("|"), [...new Set(next)].join("|")), row: id });
      }
    }
    page.put(entries, `Decided for ${actionplans.count(entries.length, "row")}`);
  }

  // Places ------------------------------------------------------------------------------------

  function places(row) {
    const parts = row.pictures.length;
    const heading = parts > 1 ? `On the pages: ${parts} parts, joined` : "On the page";
    return el("section", { "aria-labelledby": "row-places" }, el("h2", { id: "row-places" }, heading),
      el("ol", { class: parts > 1 ? "places joined" : "places" }, row.pictures.map((p, i) => el("li", {}, place(p, i, parts)))));
  }

  function place(picture, i, parts) {
    const words = `Page ${picture.page}${parts > 1 ? `, part ${i + 1} of ${parts}` : ""}`;
    const goes = i + 1 < parts ? ". The row goes on in the next part." : "";
    const caption = el("figcaption", {}, el("strong", {}, words), goes, picture.box && !picture.link ? ` Between ${Math.round(picture.box[1])} and ${Math.round(picture.box[3])} points from the top.` : "");
    if (!picture.link) return el("figure", {}, caption, el("p", { class: "hint" }, picture.reason));
    const [x0, top, x1, bottom] = picture.crop;
    const [width, height] = [x1 - x0, bottom - top];
    const box = (b, kind) => svg("rect", { class: kind, x: b[0] - x0, y: b[1] - top, width: b[2] - b[0], height: b[3] - b[1] });
    return el("figure", {}, caption,
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Picture, ${words}` },
        el("div", { class: "picture" },
          el("img", { src: picture.link, width: Math.round(width * 1.6), height: Math.round(height * 1.6), alt: `The row as printed, ${words.toLowerCase()}. Its words are below.` }),
          svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, picture.cells.map((c) => box(c, "cell")), box(picture.box, "rowbox")))));
  }

  // Fields ------------------------------------------------------------------------------------

  function shown(field, value, row) {
    if (field.agencies) {
      const listed = value ? value.split("|") : [];
      const known = new Map((Array.isArray(row[field.name]) ? row[field.name] : [row[field.name]].filter(Boolean)).map((a) => [a.agency_id, a]));
      return listed.length ? el("ul", { class: "plainlist" }, listed.map((id) => {
        const lead = known.get(id);
        return el("li", {}, id.startsWith("printed:") ? id.slice(8) : lead ? lead.name : actionplans.agencyName(id) || id,
          lead && lead.method && el("span", { class: "note" }, `${lead.matched_text ? `‘${lead.matched_text}’, ` : ""}by ${VALUES[lead.method] || lead.method}, score ${lead.score.toFixed(2)}`));
      })) : el("span", { class: "none" }, "none");
    }
    if (value === "") return el("span", { class: "none" }, row[field.name] === "" ? "blank" : field.printed ? "no such column" : "not stated");
    return field.choices ? lists.plain(value) : value;
  }

  /** The fields with something in them first, the others put away. */
  function fields(page) {
    const { row, own } = page;
    const full = forms.FIELDS.filter((f) => forms.valueOf(row, f.name) !== "" || own.some((e) => e.field === f.name));
    const rest = forms.FIELDS.filter((f) => !full.includes(f));
    return [el("div", { class: "fields" }, full.map((f) => fieldRow(page, f)), facts(row)),
      rest.length ? el("details", {}, el("summary", {}, actionplans.count(rest.length, "field"), " without a value: ", el("span", { class: "count" }, rest.map((f) => f.label.toLowerCase()).join("; "))), el("div", { class: "fields" }, rest.map((f) => fieldRow(page, f)))) : null];
  }

  function fieldRow(page, field) {
    const { row, own } = page;
    const value = forms.valueOf(row, field.name);
    const decided = own.find((e) => e.field === field.name);
    const cell = el("div", { class: "value" });
    const sure = row.ocr_confidence[field.name];
    const tell = () => into(cell,
      el("div", { class: "words" }, decided ? shown(field, decided.new, row) : shown(field, value, row)),
      field.name === "status" && row.status_basis && !decided ? el("span", { class: "note" }, `by ‘${row.status_basis}’`) : "",
      sure !== undefined ? el("span", { class: "note" }, `recognised, sureness of the least sure word ${sure.toFixed(2)}`) : "",
      decided ? el("p", { class: "mine" }, el("strong", { class: "tag mine" }, "your decision"), " was: ", el("s", {}, shown(field, decided.old, row)), " ", el("button", { type: "button", class: "plain", onclick: () => page.back([decided]) }, "Take back", el("span", { class: "hide" }, ` ${field.label}`))) : "");
    const change = el("button", { type: "button", class: "plain", onclick: () => edit() }, "Change", el("span", { class: "hide" }, ` ${field.label}`));
    const edit = () => {
      const input = forms.control(field, decided ? decided.new : value);
      const close = () => { tell(); change.hidden = false; change.focus(); };
      into(cell, forms.form([input], "Keep this decision", (why) => {
        const fault = forms.fault(field, input.value());
        if (fault) return fault;
        page.put([store.entry(page.document, row, field.name, value, input.value().trim(), { why })], `${field.label} decided`);
        return "";
      }, close));
      change.hidden = true;
      input.focus();
    };
    tell();
    return el("div", { class: decided ? "fieldrow decided" : "fieldrow" }, el("h3", {}, field.label), cell, el("div", { class: "do" }, change));
  }

  /** What cannot be changed: extra columns, repeats, themes, repairs, how sure. */
  function facts(row) {
    const lines = Object.entries(row.extra);
    if (row.repeat_of) lines.push(["Repeats", el("a", { href: `#row/${encodeURIComponent(row.repeat_of)}` }, "an earlier row of this plan")]);
    for (const name of ["themes", "addressee_types", "facets"]) if (row[name].length) lines.push([lists.plain(name), row[name].join(", ")]);
    if (row.repairs.length) lines.push(["Repairs", row.repairs.map(lists.plain).join(", ")]);
    lines.push(["How sure", row.confidence.toFixed(2)]);
    return lines.map(([name, value]) => el("div", { class: "fieldrow" }, el("h3", {}, name), el("div", { class: "value" }, el("div", { class: "words" }, value || el("span", { class: "none" }, "blank"))), el("div", { class: "do" })));
  }

  // The row as a whole ------------------------------------------------------------------------

  function whole(page) {
    const { document, row, own } = page;
    const decided = own.find((e) => e.field === "row" && ["drop", "join", "checked"].includes(e.new));
    const next = document.rows[document.rows.indexOf(row) + 1];
    const box = el("div", { class: "whole" });
    const set = (what, old, words) => (why) => {
      page.put([store.entry(document, row, "row", old, what, { why })], words);
      return "";
    };
    const ask = (heading, controls, button, save) => {
      into(box, el("h3", { tabindex: "-1" }, heading), forms.form(controls, button, save, () => { into(box, ...menu()); box.querySelector("button").focus(); }));
      box.querySelector("h3").focus();
    };
    const choice = (words, note, act, off) => el("li", {}, el("button", { type: "button", class: "second", onclick: act, disabled: off }, words), el("span", { class: "note" }, note));
    const menu = () => [el("ul", { class: "menu" },
      choice("It is right as it reads", "The doubts are answered.", () => page.put([store.entry(document, row, "row", "", "checked")], "Row found right")),
      choice("Join with the next row", next ? actionplans.clip(next.place.printed, 120) : "There is no row after it.", () => ask("Join with the next row", [], "Join", set("join", next.place.printed, "To be joined")), !next),
      choice("Split it in two", "One row that holds two.", () => splitForm(page, ask)),
      choice("Leave it out", "It is no row of the plan.", () => ask("Leave this row out", [], "Leave out", set("drop", "", "To be left out"))),
      choice("Add a row after it", "A row that was missed.", () => addForm(page, ask)))];
    into(box, ...menu());
    const words = { drop: "This row is to be left out.", join: "This row is to be joined with the next.", checked: "You found this row right." };
    return [decided ? el("p", { class: "inset mine" }, words[decided.new], " ", back(page, [decided])) : "", pending(page), box];
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
      return el("div", { class: "inset mine" }, el("p", {}, el("strong", {}, kind && kind.new === "split" ? "Split off as a row of its own: " : "Row to be added: "), back(page, [...entries, ...also])),
        el("ul", {}, entries.filter((e) => e.field !== "row").map((e) => el("li", {}, `${lists.plain(e.field)}: ${e.new}`))));
    });
  }

  const nextPart = ({ row, made }) => Math.max(Number(row.place.part), ...made.map((e) => Number(e.part))) + 1;

  function splitForm(page, ask) {
    const { document, row } = page;
    const texts = forms.FIELDS.filter((f) => f.printed && row[f.name]);
    const pairs = texts.map((field) => {
      const value = forms.valueOf(row, field.name);
      const shared = !["recommendation", "action", "milestones", "outcome"].includes(field.name);
      return { field, value, first: forms.control({ ...field, label: `${field.label}, first row` }, value), second: forms.control({ ...field, label: `${field.label}, second row` }, shared ? value : "") };
    });
    ask("Split this row in two", pairs.map((p) => ({ node: el("div", { class: "pair" }, p.first.node, p.second.node) })), "Split", (why) => {
      const part = nextPart(page);
      const entries = [store.entry(document, row, "row", "", "split", { part, why })];
      for (const p of pairs) {
        if (p.first.value() !== p.value) entries.push({ ...store.entry(document, row, p.field.name, p.value, p.first.value(), { why }), split: String(part) });
        if (p.second.value() !== p.value) entries.push(store.entry(document, row, p.field.name, p.value, p.second.value(), { part, why }));
      }
      if (entries.length === 1) return "Say which words belong to which row.";
      page.put(entries, "To be split");
      return "";
    });
  }

  function addForm(page, ask) {
    const { document, row } = page;
    const controls = forms.FIELDS.filter((f) => f.printed && f.name !== "section").map((field) => ({ field, ...forms.control(field, "") }));
    ask("Add a row after this one", controls, "Add", (why) => {
      const filled = controls.filter((c) => c.value().trim());
      if (!filled.length) return "Write what the row says.";
      const part = nextPart(page);
      page.put([store.entry(document, row, "row", "", "add", { part, why }), ...filled.map((c) => store.entry(document, row, c.field.name, "", c.value().trim(), { part, why }))], "To be added");
      return "";
    });
  }

  return { draw };
})();
