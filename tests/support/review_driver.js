/* Acts on the review page as a person would, and leaves what happened in the document. */
"use strict";

(async () => {
  const result = { errors: [], views: {} };
  const wait = (ms) =>
    new Promise((done) => {
      setTimeout(done, ms);
    });
  window.addEventListener("error", (event) => result.errors.push(event.message));
  window.addEventListener("unhandledrejection", (event) => result.errors.push(String(event.reason)));

  async function until(test) {
    for (let i = 0; i < 200; i += 1) {
      if (test()) return;
      await wait(20);
    }
    throw new Error(`never came: ${test}`);
  }

  async function go(hash) {
    location.hash = hash;
    const view = document.getElementById(`view-${hash.split(/[/?]/)[0]}`);
    await until(() => !view.hidden && view.querySelector("h1"));
    await wait(50);
    return view;
  }

  async function checked(name) {
    if (!window.axe) return;
    const found = await window.axe.run(document, {
      preload: false,
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    result.views[name] = found.violations.map(
      (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`,
    );
  }

  const press = (view, words) => {
    const button = [...view.querySelectorAll("button")].find((b) => b.textContent.startsWith(words));
    if (!button) throw new Error(`there is no button '${words}'`);
    button.click();
  };
  const submit = (view) => view.querySelector("form.change button[type=submit]").click();

  async function act() {
    await until(() => document.title.startsWith("What needs a look"));
    await checked("doubts");
    for (const name of [
      "rows",
      "reviews",
      "figures",
      "kind/agency_unresolved",
      "review/report-without-plan",
    ]) {
      await go(name);
      await checked(name);
    }
    await go("rows");
    document.querySelector(".skip").click();
    result.skipped = [location.hash, document.activeElement.id];
    const search = document.getElementById("f-text");
    search.value = "ambulance";
    search.dispatchEvent(new Event("input", { bubbles: true }));
    result.found = document.querySelectorAll("#list > li").length;
    result.status = document.getElementById("found").textContent;
    search.value = "";
    search.dispatchEvent(new Event("input", { bubbles: true }));

    let view = await go("row/dhr-sar-holt-single-agency-a001");
    result.ticked = view.querySelectorAll("input:checked").length;
    await checked("row");
    const radio = [...view.querySelectorAll("input[type=radio]")].find((r) => r.value === "police-kent");
    radio.click();
    press(view, "Decide");
    await until(() => view.querySelector(".fieldrow.decided"));

    view = await go("row/dhr-sar-holt-single-agency-a002");
    press(view, "Change Status");
    await checked("change");
    view.querySelector("form.change select").value = "superseded";
    view.querySelector("form.change input").value = '=1+1, "said" the\nboard';
    submit(view);
    await until(() => view.querySelector(".fieldrow.decided"));
    press(view, "Change Target date");
    view.querySelector("form.change input").value = "soon";
    submit(view);
    result.refused = view.querySelector(".wrong").textContent;
    press(view, "Cancel");
    press(view, "Split it in two");
    await checked("split");
    const areas = [...view.querySelectorAll(".pair")]
      .find((p) => p.textContent.includes("Action, first row"))
      .querySelectorAll("textarea");
    areas[0].value = "Write.";
    areas[1].value = "A joint protocol.";
    submit(view);
    await until(() => view.querySelector(".inset.mine"));

    view = await go("row/dhr-sar-holt-single-agency-a003");
    press(view, "Join with the next row");
    submit(view);
    await until(() => view.querySelector(".inset.mine"));
    view = await go("row/dhr-stour-long-rows-a001");
    press(view, "It is right as it reads");
    view = await go("row/dhr-stour-long-rows-a002");
    press(view, "Leave it out");
    submit(view);
    view = await go("row/dhr-stour-long-rows-a003");
    press(view, "Add a row after it");
    await checked("add");
    view.querySelectorAll("form.change textarea")[0].value = "- A row that was missed";
    submit(view);
    view = await go("row/dhr-text-dump-a001");
    press(view, "Change Recommendation");
    view.querySelector("form.change textarea").value = "Other words.";
    submit(view);
    press(view, "Change Themes");
    const ticks = [...view.querySelectorAll("fieldset input")];
    result.labelled = ticks.filter((t) => t.checked).map((t) => t.value);
    for (const tick of ticks) tick.checked = ["policy", "training"].includes(tick.value);
    await checked("labels");
    submit(view);
    view = await go("row/dhr-text-dump-a002");
    press(view, "Change Repeats");
    const earlier = view.querySelector("form.change select");
    result.earlier = earlier.options.length;
    earlier.selectedIndex = 1;
    await checked("repeats");
    submit(view);
    result.repeats = [...view.querySelectorAll(".fieldrow.decided h3")].map((h) => h.textContent);
    view = await go("row/sar-otter-scan-a001");
    press(view, "Change Lead agencies");
    await wait(100);
    const picker = view.querySelector(".picker input");
    picker.value = "leeds city council";
    picker.dispatchEvent(new Event("input", { bubbles: true }));
    await checked("agencies");
    press(view.querySelector(".picker .found"), "Add Leeds City Council");
    submit(view);

    view = await go("review/report-without-plan");
    for (const words of ["One that was missed.", "And another."]) {
      press(view, "Add a row that was missed");
      view.querySelector("form.change input").value = "1";
      view.querySelectorAll("form.change textarea")[0].value = words;
      submit(view);
    }
    view = await go("decisions");
    await checked("decisions");
    result.csv = actionplans.store.csv();
    const before = actionplans.store.all().length;
    actionplans.store.read(result.csv);
    result.same = actionplans.store.csv() === result.csv && actionplans.store.all().length === before;
    press(view, "Forget all decisions");
    press(view, "Yes, forget them");
    result.left = actionplans.store.all().length;
    actionplans.store.read(result.csv);
    await actionplans.resolve();
    result.resolved = actionplans.decided().size;
  }

  try {
    await act();
  } catch (error) {
    result.errors.push(`${error.message} ${error.stack}`);
  }
  const box = document.createElement("pre");
  box.id = "result";
  box.textContent = JSON.stringify(result);
  document.body.append(box);
})();
