"use strict";
/* Search, filters and lists of rows, from the index alone. */

actionplans.lists = (() => {
  const { el, into, count } = actionplans;
  const PAGE = 50;
  const STATUS = {
    completed: "Completed",
    in_progress: "In progress",
    not_started: "Not started",
    overdue: "Overdue",
    superseded: "Superseded",
    "": "Not stated",
  };
  const SURE = [
    ["", "Any"],
    ["doubt", "With a doubt"],
    ["0.9", "Under 0.9"],
    ["0.7", "Under 0.7"],
    ["decided", "Decided by you"],
    ["corrected", "Corrected before"],
  ];
  const FIELDS = ["agency", "status", "theme", "sure", "review"];
  let index = null;
  let rows = [];
  /* What a row of the index holds, in this order. */
  const HELD = [
    "document",
    "id",
    "number",
    "title",
    "agencies",
    "status",
    "themes",
    "confidence",
    "flags",
    "target",
    "recommendation",
    "marks",
  ];
  let page = 0;
  let searchable = false;

  const get = (id) => document.getElementById(id);

  function start(data) {
    index = data;
    rows = data.rows.map((values) =>
      Object.fromEntries(HELD.map((field, i) => [field, values[i]])),
    );
    data.byId = new Map(rows.map((row) => [row.id, row]));
    options("f-agency", [
      ["", "Any"],
      ["none", "None"],
      ...data.agencies.map(([, name], i) => [String(i), name]),
    ]);
    options("f-status", [
      ["", "Any"],
      ...Object.entries(STATUS).map(([value, name]) => [value || "none", name]),
    ]);
    options("f-theme", [["", "Any"], ...data.themes.map((t) => [t, t])]);
    options("f-sure", SURE);
    options("f-review", [
      ["", "Any"],
      ...data.documents.map((d, i) => [String(i), actionplans.clip(d.title, 90)]),
    ]);
    get("f-theme").closest(".field").hidden = !data.themes.length;
    get("search").addEventListener("input", changed);
    get("search").addEventListener("submit", (event) => event.preventDefault());
    get("search").addEventListener("reset", () =>
      setTimeout(() => {
        location.hash = "#rows";
        read({});
        show();
      }),
    );
  }

  /** The words of all rows, which only search needs. */
  async function words() {
    if (searchable) return;
    const texts = await actionplans.load("words");
    rows.forEach((row, i) => {
      row.words = texts[i];
    });
    searchable = true;
  }

  function options(id, pairs) {
    get(id).replaceChildren(...pairs.map(([value, name]) => el("option", { value }, name)));
  }

  function changed() {
    page = 0;
    remember();
    show();
  }

  /** The search as part of the address, so that going back finds it. */
  function remember() {
    const asked = new URLSearchParams();
    const all = {
      text: get("f-text").value,
      ...Object.fromEntries(FIELDS.map((f) => [f, get(`f-${f}`).value])),
      rec: chosen,
    };
    for (const [name, value] of Object.entries(all)) if (value) asked.set(name, value);
    if (page) asked.set("page", String(page + 1));
    const search = asked.toString();
    history.replaceState(null, "", search ? `#rows?${search}` : "#rows");
  }

  let chosen = "";

  /** Set the form from the address. */
  function read(asked) {
    get("f-text").value = asked.text || "";
    for (const name of FIELDS) get(`f-${name}`).value = asked[name] || "";
    chosen = asked.rec || "";
    page = Math.max(0, Number(asked.page || 1) - 1);
    const note = get("chosen");
    note.hidden = !chosen;
    into(
      note,
      chosen ? "Only rows of one recommendation. " : "",
      chosen ? el("a", { href: "#rows" }, "Show all rows") : "",
    );
  }

  function tests() {
    const value = Object.fromEntries(FIELDS.map((f) => [f, get(`f-${f}`).value]));
    const words = get("f-text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const asked = [];
    if (words.length) asked.push((r) => words.every((w) => r.words.includes(w)));
    if (value.agency === "none") asked.push((r) => !r.agencies.length);
    else if (value.agency) asked.push((r) => r.agencies.includes(Number(value.agency)));
    if (value.status) asked.push((r) => r.status === (value.status === "none" ? "" : value.status));
    if (value.theme) asked.push((r) => r.themes.includes(value.theme));
    if (value.review) asked.push((r) => r.document === Number(value.review));
    if (value.sure === "doubt") asked.push((r) => r.flags.length > 0);
    else if (value.sure === "decided") {
      const ids = actionplans.decided();
      asked.push((r) => ids.has(r.id));
    } else if (value.sure === "corrected") asked.push((r) => r.marks.length > 0);
    else if (value.sure) asked.push((r) => r.confidence < Number(value.sure));
    if (chosen) asked.push((r) => r.recommendation === chosen);
    return asked;
  }

  function filtered() {
    const asked = tests();
    return rows.filter((row) => asked.every((test) => test(row)));
  }

  let mine = new Set();

  function show() {
    if (!searchable && get("f-text").value.trim()) {
      get("found").textContent = "Searching…";
      words().then(show, actionplans.complain);
      return;
    }
    mine = actionplans.decided();
    const found = filtered();
    actionplans.context = found.map((row) => row.id);
    const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
    page = Math.min(page, last);
    const part = found.slice(page * PAGE, (page + 1) * PAGE);
    into(get("list"), part.map(listed));
    const shown = found.length > PAGE ? `, ${page * PAGE + 1} to ${page * PAGE + part.length} shown` : "";
    get("found").textContent = found.length
      ? `${count(found.length, "row")}${shown}`
      : "No row is like that. Take a word or a filter away.";
    pages(last);
  }

  function pages(last) {
    const nav = get("pages");
    nav.hidden = last === 0;
    const step = (words, to, off) =>
      el("button", { type: "button", class: "plain", disabled: off, onclick: () => turn(to) }, words);
    into(
      nav,
      step("Previous page", page - 1, page === 0),
      el("span", {}, `Page ${page + 1} of ${last + 1}`),
      step("Next page", page + 1, page === last),
    );
  }

  function turn(to) {
    page = to;
    remember();
    show();
    get("rows-heading").focus();
  }

  /** A row as an item of any list. */
  function item(row) {
    mine = actionplans.decided();
    return listed(row);
  }

  function listed(row) {
    const document = index.documents[row.document];
    const agencies = row.agencies.map((i) => index.agencies[i][1]).join("; ");
    const facts = [agencies, row.status && STATUS[row.status], row.target && `target ${row.target}`].filter(
      Boolean,
    );
    return el(
      "li",
      {},
      el(
        "a",
        { href: `#row/${encodeURIComponent(row.id)}` },
        row.number && el("span", { class: "number" }, `${row.number} `),
        row.title || "A row without words",
      ),
      el("span", { class: "note" }, facts.join(" · ")),
      el("span", { class: "note" }, document.title),
      marks(row),
    );
  }

  function marks(row) {
    const tags = row.flags.map((f) => el("span", { class: "tag doubt" }, plain(f)));
    if (row.marks.length) tags.push(el("span", { class: "tag ok" }, plain(row.marks[row.marks.length - 1])));
    if (mine.has(row.id)) tags.push(el("span", { class: "tag mine" }, "decided by you"));
    return tags.length ? el("span", { class: "tags" }, tags) : null;
  }

  const plain = (code) => code.replaceAll("_", " ");

  return { start, words, read, show, item, plain, STATUS };
})();
