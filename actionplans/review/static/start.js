"use strict";
/* Which view the address asks for. */

(() => {
  const { load, store, lists, row, views, complain } = actionplans;
  const VIEWS = ["doubts", "kind", "rows", "row", "reviews", "review", "figures", "decisions"];
  const NAMES = new Map();
  /** Milliseconds from the first view until the words for search are loaded. */
  const SOON = 200;
  let index = null;

  actionplans.context = [];
  actionplans.decided = () =>
    new Set(
      store
        .all()
        .map((e) => e.row)
        .filter(Boolean),
    );
  actionplans.agencyName = (id) => NAMES.get(id);

  /** A row and its document, by its id. */
  actionplans.find = async (id) => {
    const listed = index.byId.get(id);
    if (!listed) throw new Error("There is no such row in this output.");
    const document = await load(index.documents[listed.document].data);
    return { document, row: document.rows.find((r) => r.action_id === id) };
  };

  /** Find the rows that loaded decisions are about. */
  actionplans.resolve = async () => {
    const open = store.all().filter((e) => !e.row);
    for (const about of index.documents.filter((d) => open.some((e) => e.sha256 === d.sha256))) {
      const document = await load(about.data);
      for (const one of document.rows) {
        const own = store.of(document, one).filter((e) => !e.row);
        for (const entry of own) Object.assign(entry, { row: one.action_id, loaded: true });
      }
    }
    for (const entry of open) entry.loaded = true;
    store.touch();
  };

  function asked() {
    const [path, search] = location.hash.slice(1).split("?");
    const [name, ...rest] = path.split("/");
    return {
      name: VIEWS.includes(name) ? name : "doubts",
      what: decodeURIComponent(rest.join("/")),
      search: Object.fromEntries(new URLSearchParams(search || "")),
    };
  }

  async function draw(view, { name, what, search }) {
    if (name === "kind") views.kind(view, what, index);
    if (name === "decisions") actionplans.decisions.draw(view, index);
    if (name === "rows") {
      lists.read(search);
      lists.show();
    }
    if (name === "review") {
      const about = index.documents.find((d) => d.id === what);
      if (!about) throw new Error("There is no such review in this output.");
      views.review(view, await load(about.data), index);
    }
    if (name === "row") {
      const found = await actionplans.find(what);
      row.draw(view, found.document, found.row, index);
    }
  }

  let first = true;

  async function go() {
    const wanted = asked();
    document.getElementById("problem").hidden = true;
    const view = document.getElementById(`view-${wanted.name}`);
    try {
      await draw(view, wanted);
    } catch (error) {
      complain(error);
      return;
    }
    for (const name of VIEWS) document.getElementById(`view-${name}`).hidden = name !== wanted.name;
    document.getElementById("main").classList.toggle("broad", wanted.name === "row");
    const tab = { kind: "doubts", row: "rows", review: "reviews" }[wanted.name] || wanted.name;
    for (const link of document.querySelectorAll(".top nav a")) {
      if (link.hash === `#${tab}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    const heading = view.querySelector("h1");
    document.title = `${heading.textContent} – action plans`;
    if (!first) {
      window.scrollTo(0, 0);
      heading.focus({ preventScroll: true });
    }
    first = false;
  }

  function badge() {
    const number = store.all().length;
    document.getElementById("decided").textContent = number ? String(number) : "";
  }

  load("index").then((data) => {
    index = data;
    for (const [id, name] of data.agencies) NAMES.set(id, name);
    store.start(data.columns);
    store.watch(badge);
    badge();
    lists.start(data);
    document.querySelector(".skip").addEventListener("click", (event) => {
      // The address names the view, so it must not become #main.
      event.preventDefault();
      document.getElementById("main").focus();
    });
    window.addEventListener("hashchange", go);
    go().then(() => setTimeout(() => lists.words().catch(complain), SOON));
  }, complain);
})();
