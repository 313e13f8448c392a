"use strict";
/* A person's decisions: kept in the browser until they are saved as a corrections file. */

actionplans.store = (() => {
  const PLACE = ["sha256", "page", "bbox", "position", "printed", "part"];
  const RUNS = ["=", "+", "-", "@", "\t", "\r"];
  const shelf = `actionplans ${location.pathname}`;
  const decisions = new Map();
  const listeners = [];
  let columns = [];
  let who = "";
  let kept = true;

  const key = (entry) => JSON.stringify([...PLACE, "field"].map((c) => String(entry[c] ?? "")));

  function start(names) {
    columns = names;
    try {
      const saved = JSON.parse(localStorage.getItem(shelf) || "{}");
      who = saved.who || "";
      for (const entry of saved.decisions || []) decisions.set(key(entry), entry);
    } catch {
      kept = false;
    }
    window.addEventListener("beforeunload", (event) => {
      if (!kept && decisions.size) event.preventDefault();
    });
  }

  function changed() {
    try {
      localStorage.setItem(shelf, JSON.stringify({ who, decisions: all() }));
      kept = true;
    } catch {
      kept = false;
    }
    for (const listener of listeners) listener();
  }

  function all() {
    return [...decisions.values()];
  }

  /** Note decisions; one for the same field of the same row replaces the earlier one. */
  function put(entries) {
    for (const entry of entries) {
      const before = decisions.get(key(entry));
      const old = before ? before.old : entry.old;
      if (entry.field !== "row" && String(entry.part) === "1" && old === entry.new)
        decisions.delete(key(entry));
      else decisions.set(key(entry), { ...entry, old });
    }
    changed();
  }

  function remove(entries) {
    for (const entry of entries) decisions.delete(key(entry));
    changed();
  }

  function clear() {
    decisions.clear();
    changed();
  }

  function setWho(name) {
    who = name;
    changed();
  }

  /** Decisions about one row of the page and the rows made beside it. */
  function of(document, row) {
    const place = row.place;
    return all().filter(
      (e) =>
        e.sha256 === document.source.sha256 &&
        e.printed === place.printed &&
        String(e.page) === String(place.page) &&
        String(e.bbox) === place.bbox &&
        (place.bbox || String(e.position) === String(place.position)),
    );
  }

  /** A decision about a row, ready to be put. */
  function entry(document, row, field, old, value, options) {
    const { part, why } = { part: row.place.part, why: "", ...options };
    const today = new Date();
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) =>
      String(n).padStart(2, "0"),
    );
    return {
      sha256: document.source.sha256,
      file: document.source.file,
      ...row.place,
      part,
      field,
      old: old ?? "",
      new: value,
      who,
      when: day.join("-"),
      why,
    };
  }

  const order = (e) => [
    e.file,
    Number(e.page || 0),
    Number(e.position || 0),
    Number(e.part || 1),
    e.field === "row" ? 0 : 1,
  ];

  function compared(a, b) {
    const [x, y] = [order(a), order(b)];
    for (let i = 0; i < x.length; i += 1) {
      if (x[i] < y[i]) return -1;
      if (x[i] > y[i]) return 1;
    }
    return 0;
  }

  function cell(value) {
    const text = String(value ?? "");
    const safe = RUNS.includes(text[0]) ? `'${text}` : text;
    return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  /** The corrections file, for any spreadsheet and for --corrections. */
  function csv() {
    const lines = all()
      .sort(compared)
      .map((e) => columns.map((c) => cell(c === "who" ? e.who || who : e[c])).join(","));
    return `\ufeff${[columns.join(","), ...lines].join("\r\n")}\r\n`;
  }

  /** The cells of a CSV text, line by line. */
  function cells(text) {
    const lines = [[""]];
    let quoted = false;
    for (let i = 0; i < text.length; i += 1) {
      const line = lines[lines.length - 1];
      const c = text[i];
      if (quoted && c === '"' && text[i + 1] === '"') {
        line[line.length - 1] += '"';
        i += 1;
      } else if (c === '"' && (quoted || line[line.length - 1] === "")) quoted = !quoted;
      else if (!quoted && c === ",") line.push("");
      else if (!quoted && (c === "\n" || c === "\r")) {
        if (c === "\r" && text[i + 1] === "\n") i += 1;
        lines.push([""]);
      } else line[line.length - 1] += c;
    }
    return lines.filter((line) => line.some((c) => c.trim()));
  }

  const unguarded = (text) => (text[0] === "'" && RUNS.includes(text[1]) ? text.slice(1) : text);

  /** Take over the decisions of an earlier file; what was decided here stays. */
  function read(text) {
    const [names, ...lines] = cells(text.replace(/^\ufeff/, ""));
    const missing = ["sha256", "printed", "field", "new"].filter((c) => !(names || []).includes(c));
    if (missing.length)
      throw new Error(`This is no corrections file: it has no column ${missing.join(", ")}.`);
    let taken = 0;
    for (const line of lines) {
      const found = Object.fromEntries(columns.map((c) => [c, unguarded(line[names.indexOf(c)] ?? "")]));
      found.part = found.part || "1";
      const here = decisions.get(key(found));
      // Its old value is what the converter read; here it may be what the file had set.
      if (here) decisions.set(key(found), { ...here, old: found.old });
      else decisions.set(key(found), found);
      taken += 1;
    }
    changed();
    return taken;
  }

  return {
    start,
    all,
    put,
    remove,
    clear,
    of,
    entry,
    csv,
    read,
    setWho,
    touch: changed,
    who: () => who,
    kept: () => kept,
    watch: (listener) => listeners.push(listener),
  };
})();
