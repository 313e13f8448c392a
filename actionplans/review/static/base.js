"use strict";
/* Loading of data, and elements made without a word of HTML: text is only ever text. */

const actionplans = (() => {
  const waiting = new Map();
  const loaded = new Map();

  /** Data that a file of data/ hands over; pages from disk may load nothing but scripts. */
  function take(name, data) {
    loaded.set(name, data);
    for (const done of waiting.get(name) || []) done(data);
    waiting.delete(name);
  }

  /** A promise of the data of that name. */
  function load(name) {
    if (loaded.has(name)) return Promise.resolve(loaded.get(name));
    const block = document.getElementById(`data-${name}`);
    if (block) {
      take(name, JSON.parse(block.textContent));
      return load(name);
    }
    return new Promise((done, failed) => {
      if (waiting.has(name)) {
        waiting.get(name).push(done);
        return;
      }
      waiting.set(name, [done]);
      const script = document.createElement("script");
      script.src = `data/${name}.js`;
      script.onerror = () =>
        failed(
          new Error(
            `The file data/${name}.js is missing. Keep the folder together, or write the page again.`,
          ),
        );
      document.head.append(script);
    });
  }

  const SVG = "http://www.w3.org/2000/svg";

  /** An element with properties, listeners (onclick), attributes and children. */
  function el(name, props, ...children) {
    return fill(document.createElement(name), props, children);
  }

  function svg(name, props, ...children) {
    return fill(document.createElementNS(SVG, name), props, children);
  }

  function fill(node, props, children) {
    for (const [key, value] of Object.entries(props || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (key === "value" || key === "checked") node[key] = value;
      else node.setAttribute(key, value === true ? "" : String(value));
    }
    node.append(...kept(children));
    return node;
  }

  const kept = (children) =>
    children.flat(4).filter((c) => c !== null && c !== undefined && c !== false && c !== "");

  /** Replace what a node holds; lists are laid flat and blanks left out. */
  function into(node, ...children) {
    node.replaceChildren(...kept(children));
  }

  /** Words for people who cannot see what changed. */
  function say(words) {
    document.getElementById("said").textContent = words;
  }

  function complain(error) {
    const box = document.getElementById("problem");
    box.textContent = error.message || String(error);
    box.hidden = false;
  }

  const count = (n, one, many) => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many || `${one}s`}`;
  const clip = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

  return { take, load, el, svg, into, say, complain, count, clip };
})();
