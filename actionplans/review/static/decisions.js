"use strict";
/* A person's decisions in a list, and the file that they leave the page in. */

actionplans.decisions = (() => {
  const { el, into, store, lists, count } = actionplans;

  function draw(view, index) {
    const all = store.all();
    const redraw = () => {
      draw(view, index);
      view.querySelector("h1").focus();
    };
    const rows = new Map();
    for (const entry of all) {
      const name = entry.row || `${entry.sha256} ${entry.page} ${entry.printed}`;
      rows.set(name, [...(rows.get(name) || []), entry]);
    }
    into(
      view,
      el("h1", { id: "decisions-heading", tabindex: "-1" }, "Your decisions"),
      store.kept()
        ? ""
        : el(
            "p",
            { class: "inset error" },
            "This browser does not let the page keep your decisions. Save the file before you close it.",
          ),
      earlier(index),
      el(
        "p",
        { class: "lead" },
        all.length
          ? `${count(all.length, "decision")} about ${count(rows.size, "row")}, not yet in the output.`
          : "You have decided nothing yet. Change a row, or say that it is right, and it is listed here.",
      ),
      whoField(),
      el(
        "p",
        { class: "buttons" },
        el("button", { type: "button", onclick: save, disabled: !all.length }, "Save corrections.csv"),
        el(
          "button",
          { type: "button", class: "warn", disabled: !all.length, onclick: () => sure(view, redraw) },
          "Forget all decisions",
        ),
      ),
      el(
        "p",
        { class: "hint" },
        "Then run the batch again with --corrections corrections.csv. Decisions stay in this browser until you forget them, and leave it only in the file that you save.",
      ),
      el(
        "ul",
        { class: "rows" },
        [...rows.values()].map((entries) => decided(entries, index, redraw)),
      ),
      loadField(index, redraw),
    );
  }

  function earlier(index) {
    const before = index.documents.some((d) => d.corrected) && !store.all().some((e) => e.loaded);
    return before
      ? el(
          "p",
          { class: "inset" },
          "This output has corrections in it already. Load the file that it was made with (below), so that the file you save holds both.",
        )
      : "";
  }

  function whoField() {
    return el(
      "p",
      {},
      el("label", { for: "who" }, "Your name or initials (optional; only in the file)"),
      el("input", {
        id: "who",
        type: "text",
        autocomplete: "off",
        value: store.who(),
        onchange: (event) => store.setWho(event.target.value.trim()),
      }),
    );
  }

  function decided(entries, index, redraw) {
    const [first] = entries;
    const row = index.byId.get(first.row);
    return el(
      "li",
      {},
      row
        ? el("a", { href: `#row/${encodeURIComponent(row.id)}` }, row.title || first.printed)
        : el("span", {}, actionplans.clip(first.printed, 160)),
      el("span", { class: "note" }, `${first.file}${first.page ? ` · page ${first.page}` : ""}`),
      el(
        "ul",
        {},
        entries.map((e) =>
          el(
            "li",
            {},
            `${Number(e.part) > 1 ? `part ${e.part}, ` : ""}${lists.plain(e.field)}: `,
            e.field === "row"
              ? e.new
              : [
                  e.old ? el("s", {}, actionplans.clip(e.old, 120)) : "",
                  " → ",
                  actionplans.clip(e.new, 200) || "blank",
                ],
            " ",
            el(
              "button",
              {
                type: "button",
                class: "plain",
                onclick: () => {
                  store.remove([e]);
                  redraw();
                  actionplans.say("Decision taken back");
                },
              },
              "Take back",
              el("span", { class: "hide" }, ` ${lists.plain(e.field)}`),
            ),
          ),
        ),
      ),
    );
  }

  function save() {
    const link = el("a", {
      href: URL.createObjectURL(new Blob([store.csv()], { type: "text/csv" })),
      download: "corrections.csv",
    });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    actionplans.say("corrections.csv saved");
  }

  function sure(view, redraw) {
    const box = el(
      "div",
      { class: "inset error" },
      el("p", {}, "Decisions that are not in a saved file are lost."),
      el(
        "p",
        { class: "buttons" },
        el(
          "button",
          {
            type: "button",
            class: "warn",
            onclick: () => {
              store.clear();
              redraw();
            },
          },
          "Yes, forget them",
        ),
        el(
          "button",
          {
            type: "button",
            class: "plain",
            onclick: () => {
              box.remove();
              view.querySelector("h1").focus();
            },
          },
          "Cancel",
        ),
      ),
    );
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
    return el(
      "div",
      {},
      el("h2", {}, "Go on from an earlier file"),
      el(
        "p",
        {},
        el("label", { for: "earlier" }, "Corrections file"),
        el("input", { id: "earlier", type: "file", accept: ".csv,text/csv", onchange: take }),
      ),
      wrong,
    );
  }

  return { draw };
})();
