"use strict";
/* Pictures of the places that a row was read from, with its box and cells drawn. */

actionplans.places = (() => {
  const { el, svg } = actionplans;

  function section(row) {
    const parts = row.pictures.length;
    const heading = parts > 1 ? `On the pages: ${parts} parts, joined` : "On the page";
    return el(
      "section",
      { "aria-labelledby": "row-places" },
      el("h2", { id: "row-places" }, heading),
      el(
        "ol",
        { class: parts > 1 ? "places joined" : "places" },
        row.pictures.map((p, i) => el("li", {}, place(p, i, parts))),
      ),
    );
  }

  function place(picture, i, parts) {
    const words = `Page ${picture.page}${parts > 1 ? `, part ${i + 1} of ${parts}` : ""}`;
    const goes = i + 1 < parts ? ". The row goes on in the next part." : "";
    const caption = el(
      "figcaption",
      {},
      el("strong", {}, words),
      goes,
      picture.box && !picture.link
        ? ` Between ${Math.round(picture.box[1])} and ${Math.round(picture.box[3])} points from the top.`
        : "",
    );
    if (!picture.link) return el("figure", {}, caption, el("p", { class: "hint" }, picture.reason));
    const [x0, top, x1, bottom] = picture.crop;
    const [width, height] = [x1 - x0, bottom - top];
    const box = (b, kind) =>
      svg("rect", { class: kind, x: b[0] - x0, y: b[1] - top, width: b[2] - b[0], height: b[3] - b[1] });
    return el(
      "figure",
      {},
      caption,
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": `Picture, ${words}` },
        el(
          "div",
          { class: "picture" },
          el("img", {
            src: picture.link,
            width: Math.round(width * 1.6),
            height: Math.round(height * 1.6),
            alt: `The row as printed, ${words.toLowerCase()}. Its words are below.`,
          }),
          svg(
            "svg",
            { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
            picture.cells.map((c) => box(c, "cell")),
            box(picture.box, "rowbox"),
          ),
        ),
      ),
    );
  }

  return { section };
})();
