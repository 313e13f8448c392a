"use strict";
/* Forms for one decision each; nothing in them is chosen beforehand. */

actionplans.forms = (() => {
  const { el, into, load, count } = actionplans;
  const STATUSES = ["completed", "in_progress", "not_started", "overdue", "superseded"];
  const FIELDS = [
    { name: "number", label: "Number", printed: true },
    { name: "section", label: "Section", printed: true },
    { name: "recommendation", label: "Recommendation", printed: true, long: true },
    { name: "action", label: "Action", printed: true, long: true },
    { name: "lead_agency_text", label: "Lead, as printed", printed: true, long: true },
    { name: "lead_agencies", label: "Lead agencies", agencies: true },
    { name: "section_agency", label: "Agency of the section", agencies: true, one: true },
    { name: "milestones", label: "Milestones", printed: true, long: true },
    { name: "target_date_text", label: "Target, as printed", printed: true },
    { name: "target_date", label: "Target date", date: true },
    { name: "outcome", label: "Outcome", printed: true, long: true },
    { name: "status", label: "Status", choices: STATUSES },
    { name: "completed_date", label: "Completed", date: true },
    { name: "rag_text", label: "RAG, as printed", printed: true },
    { name: "rag", label: "RAG", choices: ["red", "amber", "green", "blue"] },
    { name: "scope_text", label: "Scope, as printed", printed: true },
    { name: "scope", label: "Scope", choices: ["local", "regional", "national"] },
    { name: "repeat_of", label: "Repeats", rows: true },
    { name: "themes", label: "Themes", labels: true },
    { name: "addressee_types", label: "Addressee types", labels: true },
    { name: "facets", label: "Facets", labels: true },
  ];
  let made = 0;

  const fresh = () => `x${(made += 1)}`;

  /** A field's value as the corrections file writes it. */
  function valueOf(row, name) {
    const value = row[name];
    if (value === null || value === undefined) return "";
    if (Array.isArray(value)) return value.map((a) => a.agency_id ?? a).join("|");
    if (typeof value === "object") return value.agency_id;
    const precision = row[`${name}_precision`];
    return ["quarter", "season"].includes(precision) ? `${value} ${precision}` : String(value);
  }

  /** The control for a field; `page` has the row, its document and the index. */
  function control(field, value, page) {
    const id = fresh();
    if (field.agencies) return agencies(field, value);
    if (field.labels) return actionplans.choices.labels(field, value, page.index.labels[field.name]);
    if (field.rows) return actionplans.choices.earlier(field, value, page);
    let input;
    if (field.choices) {
      input = el(
        "select",
        { id },
        [["", "Not stated"], ...field.choices.map((c) => [c, actionplans.lists.plain(c)])].map(([v, n]) =>
          el("option", { value: v }, n),
        ),
      );
    } else if (field.long)
      input = el("textarea", { id, rows: Math.min(12, 2 + Math.ceil(value.length / 80)) });
    else
      input = el("input", {
        id,
        type: "text",
        autocomplete: "off",
        "aria-describedby": field.date ? `${id}-hint` : null,
      });
    input.value = value;
    const hint =
      field.date &&
      el(
        "span",
        { class: "hint", id: `${id}-hint` },
        "2023, 2023-03 or 2023-03-31; ‘2023-04 quarter’ or ‘2023-09 season’",
      );
    return {
      node: el("p", {}, el("label", { for: id }, field.label), hint, input),
      value: () => input.value,
      focus: () => input.focus(),
      input,
    };
  }

  /** Agencies chosen from the register by typing; only what is added is in the value. */
  function agencies(field, value) {
    const chosen = value ? value.split("|") : [];
    const [id, list, found] = [fresh(), el("ul", { class: "chosen" }), el("ul", { class: "found" })];
    const state = el("p", { class: "hint", role: "status" });
    const input = el("input", { id, type: "text", autocomplete: "off", oninput: () => look() });
    let register = [];
    load("register").then((bodies) => {
      register = bodies.map(([i, name, region]) => ({
        i,
        name,
        region,
        words: `${name} ${i}`.toLowerCase(),
      }));
      draw();
    }, actionplans.complain);

    function draw() {
      into(
        list,
        ...chosen.map((i) =>
          el(
            "li",
            {},
            nameOf(i, register),
            " ",
            el(
              "button",
              { type: "button", class: "plain", onclick: () => drop(i) },
              "Remove",
              el("span", { class: "hide" }, ` ${nameOf(i, register)}`),
            ),
          ),
        ),
      );
    }

    function drop(i) {
      chosen.splice(chosen.indexOf(i), 1);
      draw();
      input.focus();
    }

    function add(i) {
      if (field.one) chosen.length = 0;
      if (!chosen.includes(i)) chosen.push(i);
      input.value = "";
      look();
      draw();
      input.focus();
      actionplans.say(`${nameOf(i, register)} added`);
    }

    function look() {
      const typed = input.value.trim();
      const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
      const hits = typed.length < 2 ? [] : register.filter((b) => words.every((w) => b.words.includes(w)));
      const own =
        typed.length > 2
          ? el(
              "li",
              {},
              el(
                "button",
                {
                  type: "button",
                  class: "plain",
                  onclick: () => add(`printed:${typed.replaceAll("|", "/")}`),
                },
                `Use ‘${typed}’ as it is; it is in no register`,
              ),
            )
          : null;
      into(
        found,
        ...hits
          .slice(0, 8)
          .map((b) =>
            el(
              "li",
              {},
              el("button", { type: "button", class: "plain", onclick: () => add(b.i) }, "Add ", b.name),
              el("span", { class: "note" }, b.region),
            ),
          ),
        ...(own ? [own] : []),
      );
      state.textContent =
        typed.length < 2
          ? ""
          : `${count(hits.length, "body is", "bodies are")} like that${hits.length > 8 ? "; the first 8 are shown" : ""}.`;
    }

    const node = el(
      "div",
      { class: "picker" },
      list,
      el("p", {}, el("label", { for: id }, field.one ? "Find an agency" : "Find an agency to add"), input),
      state,
      found,
    );
    return { node, value: () => chosen.join("|"), focus: () => input.focus(), input };
  }

  function nameOf(id, register) {
    if (id.startsWith("printed:")) return `${id.slice(8)} (in no register)`;
    const body = register.find((b) => b.i === id);
    return body ? body.name : actionplans.agencyName(id) || id;
  }

  const ISO =
    /^$|^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$|^\d{4}-(0[1-9]|1[0-2]) (quarter|season)$/;

  /** What is wrong with a value, or nothing. */
  function fault(field, value) {
    if (field.date && !ISO.test(value.trim())) return "Write the date as 2023, 2023-03 or 2023-03-31.";
    return "";
  }

  /** A form around controls: a reason, the button, and Cancel. */
  function form(controls, button, save, cancel) {
    const id = fresh();
    const why = el("input", { id, type: "text", autocomplete: "off" });
    const wrong = el("p", { class: "wrong", role: "alert" });
    const node = el(
      "form",
      {
        class: "change",
        onsubmit: (event) => {
          event.preventDefault();
          const message = save(why.value.trim());
          wrong.textContent = message || "";
        },
      },
      controls.map((c) => c.node),
      el("p", {}, el("label", { for: id }, "Why (optional)"), why),
      wrong,
      el(
        "p",
        { class: "buttons" },
        el("button", { type: "submit" }, button),
        el("button", { type: "button", class: "plain", onclick: cancel }, "Cancel"),
      ),
    );
    return node;
  }

  return { FIELDS, valueOf, control, form, fault, fresh };
})();
