/* What the theme leaves out for screen readers and keyboards: names of regions, focus on what scrolls. */
"use strict";

(() => {
  const names = () => {
    document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
    document.querySelectorAll(".md-code__nav").forEach((nav, i) => {
      nav.setAttribute("aria-label", `Copy example ${i + 1}`);
    });
    document.querySelectorAll("pre code, .md-typeset__scrollwrap").forEach((box) => {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    });
  };
  new MutationObserver(names).observe(document.documentElement, { childList: true, subtree: true });
  addEventListener("resize", names);
})();
