"use strict";
/* Kinds of doubt, reviews, and the decisions with their file. */

actionplans.views = (() => {
  const { el, into, store, lists, count } = actionplans;
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
    into(view,
      el("p", {}, el("a", { class: "back", href: "#doubts" }, "All doubts")),
      head("kind-heading", found.title),
      el("p", { class: "lead" }, index.meanings[code] || ""),
      found.topics.slice(0, MOST).map(([topic, ids]) => el("details", { open: few },
        el("summary", {}, topic, el("span", { class: "count" }, `${count(ids.length, "row")}${left(ids, decided)}`)),
        el("ul", { class: "rows" }, ids.map((id) => lists.item(index.byId.get(id)))))),
      found.topics.length > MOST ? el("p", { class: "hint" }, `The ${MOST} most frequent are shown; search finds the others.`) : "",
      found.problems.length ? problems(found.problems, index) : "");
  }

  function left(ids, decided) {
    const done = ids.filter((id) => decided.has(id)).length;
    return done ? `, ${done} decided` : "";
  }

  function problems(items, index) {
    const documents = new Map(index.documents.map((d) => [d.id, d]));
    return el("ul", { class: "rows" }, items.map((p) => el("li", {},
      el("a", { href: p.row && index.byId.has(p.row) ? `#row/${encodeURIComponent(p.row)}` : `#review/${encodeURIComponent(p.document)}` }, p.message),
      el("span", { class: "note" }, documents.get(p.document).title, p.page ? ` · page ${p.page}` : ""))));
  }

  const STATES = { ok: "Converted", partial: "Part of the plan may be missing", no_plan: "No plan was found", failed: "The document could not be read" };

  function review(view, data, index) {
    const { review: about, source } = data;
    actionplans.context = data.rows.map((r) => r.action_id);
    const line = (name, value) => value && el("div", { class: "fieldrow" }, el("h3", {}, name), el("div", { class: "value" }, value));
    into(view,
      el("p", {}, el("a", { class: "back", href: "#reviews" }, "All reviews")),
      head("review-heading", about.title || source.file),
      el("h2", {}, "The document"),
      el("div", { class: "fields" },
        line("State", el("strong", { class: `tag ${data.status}` }, STATES[data.status])),
        line("Kind", about.review_types.join(", ")), line("Case", about.case_reference), line("Publisher", about.publisher && about.publisher.name),
        line("File", source.file), line("Pages", String(source.pages || "")), line("Pages with rows", source.plan_pages.join(", ")), line("Text", { digital: "digital", ocr: "read by text recognition", mixed: "partly read by text recognition", text: "a text dump" }[source.text_origin])),
      data.problems.length ? [el("h2", {}, "Problems"), el("ul", {}, data.problems.map((p) => el("li", {}, p.page ? `Page ${p.page}: ` : "", p.message)))] : "",
      el("h2", {}, count(data.rows.length, "row")),
      data.rows.length ? el("ul", { class: "rows" }, data.rows.map((r) => lists.item(index.byId.get(r.action_id)))) : el("p", {}, "There are no rows."),
      source.pages ? missed(view, data, index) : "");
  }

  /** A row that no row read stands beside: it is added by its page. */
  function missed(view, data, index) {
    const box = el("div", {});
    const open = el("button", { type: "button", class: "second", onclick: () => ask() }, "Add a row that was missed");
    const close = () => { into(box, open); open.focus(); };
    const added = store.all().filter((e) => e.sha256 === data.source.sha256 && e.printed === "");
    const ask = () => {
      const id = actionplans.forms.fresh();
      const page = el("input", { id, type: "text", inputmode: "numeric", autocomplete: "off" });
      const controls = actionplans.forms.FIELDS.filter((f) => f.printed).map((field) => ({ field, ...actionplans.forms.control(field, "") }));
      const first = { node: el("p", {}, el("label", { for: id }, `Page, 1 to ${source(data)}`), page) };
      into(box, el("h3", { tabindex: "-1" }, "Add a row that was missed"), actionplans.forms.form([first, ...controls], "Add", (why) => {
        const number = Number(page.value.trim());
        if (!Number.isInteger(number) || number < 1 || number > source(data)) return "Write the page that the row is printed on.";
        const filled = controls.filter((c) => c.value().trim());
        if (!filled.length) return "Write what the row says.";
        const part = 1 + Math.max(0, ...added.filter((e) => Number(e.page) === number).map((e) => Number(e.part)));
        const place = { place: { page: number, bbox: "", position: "", printed: "", part } };
        store.put([store.entry(data, place, "row", "", "add", { why }), ...filled.map((c) => store.entry(data, place, c.field.name, "", c.value().trim(), { why }))]);
        actionplans.say("To be added");
        review(view, data, index);
        view.querySelector("h1").focus();
        return "";
      }, close));
      box.querySelector("h3").focus();
    };
    into(box, open);
    const told = added.filter((e) => e.field === "row").length;
    return [el("h2", {}, "Missing rows"), told ? el("p", { class: "inset mine" }, `${count(told, "row is", "rows are")} to be added; see your decisions.`) : "", box];
  }

  const source = (data) => data.source.pages;

  // Decisions ---------------------------------------------------------------------------------

  function decisions(view, index) {
    const all = store.all();
    const redraw = () => {
      decisions(view, index);
      view.querySelector("h1").focus();
    };
    const rows = new Map();
    for (const entry of all) {
      const name = entry.row || `${entry.sha256} ${entry.page} ${entry.printed}`;
      rows.set(name, [...(rows.get(name) || []), entry]);
    }
    into(view,
      head("decisions-heading", "Your decisions"),
      store.kept() ? "" : el("p", { class: "inset error" }, "This browser does not let the page keep your decisions. Save the file before you close it."),
      earlier(index),
      el("p", { class: "lead" }, all.length ? `${count(all.length, "decision")} about ${count(rows.size, "row")}, not yet in the output.` : "You have decided nothing yet. Change a row, or say that it is right, and it is listed here."),
      whoField(),
      el("p", { class: "buttons" }, el("button", { type: "button", onclick: save, disabled: !all.length }, "Save corrections.csv"), el("button", { type: "button", class: "warn", disabled: !all.length, onclick: () => sure(view, redraw) }, "Forget all decisions")),
      el("p", { class: "hint" }, "Then run the batch again with --corrections corrections.csv. Decisions stay in this browser until you forget them, and leave it only in the file that you save."),
      el("ul", { class: "rows" }, [...rows.values()].map((entries) => decided(entries, index, redraw))),
      loadField(index, redraw));
  }

  function earlier(index) {
    const before = index.documents.some((d) => d.corrected) && !store.all().some((e) => e.loaded);
    return before ? el("p", { class: "inset" }, "This output has corrections in it already. Load the file that it was made with (below), so that the file you save holds both.") : "";
  }

  function whoField() {
    return el("p", {}, el("label", { for: "who" }, "Your name or initials (optional; only in the file)"), el("input", { id: "who", type: "text", autocomplete: "off", value: store.who(), onchange: (event) => store.setWho(event.target.value.trim()) }));
  }

  function decided(entries, index, redraw) {
    const [first] = entries;
    const row = index.byId.get(first.row);
    return el("li", {},
      row ? el("a", { href: `#row/${encodeURIComponent(row.id)}` }, row.title || first.printed) : el("span", {}, actionplans.clip(first.printed, 160)),
      el("span", { class: "note" }, `${first.file}${first.page ? ` · page ${first.page}` : ""}`),
      el("ul", {}, entries.map((e) => el("li", {}, `${Number(e.part) > 1 ? `part ${e.part}, ` : ""}${lists.plain(e.field)}: `, e.field === "row" ? e.new : [e.old ? el("s", {}, actionplans.clip(e.old, 120)) : "", " → ", actionplans.clip(e.new, 200) || "blank"], " ",
        el("button", { type: "button", class: "plain", onclick: () => { store.remove([e]); redraw(); actionplans.say("Decision taken back"); } }, "Take back", el("span", { class: "hide" }, ` ${lists.plain(e.field)}`))))));
  }

  function save() {
    const link = el("a", { href: URL.createObjectURL(new Blob([store.csv()], { type: "text/csv" })), download: "corrections.csv" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    actionplans.say("corrections.csv saved");
  }

  function sure(view, redraw) {
    const box = el("div", { class: "inset error" }, el("p", {}, "Decisions that are not in a saved file are lost."), el("p", { class: "buttons" }, el("button", { type: "button", class: "warn", onclick: () => { store.clear(); redraw(); } }, "Yes, forget them"), el("button", { type: "button", class: "plain", onclick: () => { box.remove(); view.querySelector("h1").focus(); } }, "Cancel")));
    view.querySelector(".buttons").after(box);
    box.querySelector("button").focus();
  }

  function loadField(index, redraw) {
    const wrong = el("p", { class: "wrong", role: "alert" });
    const take = async (event) => {
      const [file] = event.target.files;
      if (!file) return;
      try {
        const taken = store.read(await file.text());
        await actionplans.resolve();
        redraw();
        actionplans.say(`${count(taken, "decision")} loaded`);
      } catch (error) {
        wrong.textContent = error.message;
      }
    };
    return el("div", {}, el("h2", {}, "Go on from an earlier file"), el("p", {}, el("label", { for: "earlier" }, "Corrections file"), el("input", { id: "earlier", type: "file", accept: ".csv,text/csv", onchange: take })), wrong);
  }

  return { kind, review, decisions };
})();
