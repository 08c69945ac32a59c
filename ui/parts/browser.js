// Tells the browser the language of the page, says in Chinese what the library says in English,
// and follows links within the application without loading it anew.

const NAMES = ["aria-label", "aria-roledescription", "title", "placeholder", "alt"];
// What documents and readers say is never touched.
const FOREIGN = '[data-testid="stHtml"], [data-testid="stMarkdownContainer"], textarea, style, script';
const MAIN = '[data-testid="stMain"]';
// A page is drawn within this time, or the reader has long gone on.
const LONGEST_WAIT_MS = 15000;

let stop = () => {};
let tops = {};
let wanted = null;

// Words with a gap, `Remove {}`, are patterns; the rest is looked up.
function makeTranslate(words) {
  const exact = new Map();
  const patterns = [];
  for (const [said, meant] of Object.entries(words)) {
    if (said === meant) continue;
    if (!said.includes("{}")) exact.set(said, meant);
    else {
      const parts = said.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      patterns.push([new RegExp(`^${parts.join("(.+)")}$`), meant]);
    }
  }
  return (text) => {
    const said = text.trim();
    if (exact.has(said)) return text.replace(said, () => exact.get(said));
    if (said.length > 2000) return text;
    for (const [pattern, meant] of patterns) {
      const found = pattern.exec(said);
      if (found) return meant.replace("{}", () => found[1] ?? "");
    }
    return text;
  };
}

// What the library leaves to be done: a box that scrolls is reached by the keyboard, and parts of a
// chart, which has a name of its own, are no pictures without names.
function mend(node) {
  if (node.matches(".stCode pre")) node.tabIndex = 0;
  if (node.matches('[role="graphics-symbol"]:not([aria-label])')) node.removeAttribute("role");
}

function translateNode(node, translate) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (!node.parentElement || node.parentElement.closest(FOREIGN)) return;
    const meant = translate(node.data);
    if (meant !== node.data) node.data = meant;
    return;
  }
  mend(node);
  for (const name of NAMES) {
    const said = node.getAttribute(name);
    if (!said || node.parentElement?.closest('[data-testid="stHtml"]')) continue;
    const meant = translate(said);
    if (meant !== said) node.setAttribute(name, meant);
  }
}

function translateBelow(root, translate) {
  if (root.nodeType !== Node.ELEMENT_NODE) {
    if (root.nodeType === Node.TEXT_NODE) translateNode(root, translate);
    return;
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) translateNode(node, translate);
}

// A table that is wider than the screen looks cut off: it says that it scrolls.
function noteWide(words) {
  for (const box of document.querySelectorAll(".wide")) {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    if (scrolls && box.dataset.scrolls !== words) box.dataset.scrolls = words;
    if (!scrolls && box.dataset.scrolls) delete box.dataset.scrolls;
  }
}

// The words of the field for files are drawn by the style sheet, which names nothing.
function nameFields() {
  const buttons = '[data-testid="stFileUploaderDropzone"] button[kind="secondary"]';
  for (const button of document.querySelectorAll(buttons)) {
    const drawn = getComputedStyle(button, "::after").content.replaceAll('"', "");
    if (drawn !== "none" && button.ariaLabel !== drawn) button.ariaLabel = drawn;
  }
}

function soon(work) {
  let asked = 0;
  return () => {
    if (!asked) asked = requestAnimationFrame(() => ((asked = 0), work()));
  };
}

function watch(translate, noteSizes) {
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type !== "childList") translateNode(target, translate);
      for (const node of addedNodes) translateBelow(node, translate);
    }
    goToTop();
    noteSizes();
  });
  observer.observe(document.documentElement, {
    attributeFilter: NAMES,
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  });
  return observer;
}

// Where each address was left, so that the browser's Back leads to the same lines.
function noteTop(event) {
  if (event.target.matches?.(MAIN) && !wanted) tops[location.href] = event.target.scrollTop;
}

function goToTop() {
  const main = document.querySelector(MAIN);
  if (!wanted || !main) return;
  if (wanted.until < performance.now()) wanted = null;
  else if (main.scrollHeight - main.clientHeight >= wanted.top) main.scrollTop = wanted.top;
}

function comeBack(event) {
  if (!event.isTrusted) return;
  mayStep = false;
  // An address that was never scrolled was left at its beginning.
  const top = tops[location.href] ?? 0;
  wanted = { top, until: performance.now() + LONGEST_WAIT_MS };
  goToTop();
}

// One step of the reader is one entry of the history: what the library writes into the address
// after it belongs to the same step, and Back would else lead to where it leads forward again.
let mayStep = false;

function keepSteps() {
  if (history.pushState.isKept) return;
  const push = history.pushState.bind(history);
  const keep = (state, title, url) => {
    const write = mayStep ? push : history.replaceState.bind(history);
    mayStep = false;
    write(state, title, url);
  };
  history.pushState = Object.assign(keep, { isKept: true });
}

function forget() {
  wanted = null;
}

function step() {
  mayStep = true;
  forget();
}

// The library follows the browser's Back and Forward; a link of ours is a step forward.
function follow(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey) return;
  if (event.shiftKey || event.altKey) return;
  const link = event.target.closest?.('[data-testid="stHtml"] a[href^="./"]');
  if (!link || link.target || link.hash) return;
  event.preventDefault();
  step();
  history.pushState(null, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
  const main = document.querySelector(MAIN);
  if (main) main.scrollTop = 0;
}

export default function ({ data }) {
  stop();
  document.documentElement.lang = data.lang;
  keepSteps();
  const translate = makeTranslate(data.words);
  translateBelow(document.body, translate);
  const noteSizes = soon(() => {
    noteWide(data.scrolls);
    nameFields();
  });
  const observer = watch(translate, noteSizes);
  noteSizes();
  const listened = [
    [window, "resize", noteSizes, false],
    [document, "click", follow, false],
    [document, "scroll", noteTop, true],
    [window, "popstate", comeBack, true],
    [window, "wheel", forget, true],
    [window, "touchmove", forget, true],
    [window, "keydown", step, true],
    [window, "pointerdown", step, true],
  ];
  for (const [where, what, does, early] of listened) where.addEventListener(what, does, early);
  stop = () => {
    observer.disconnect();
    for (const [where, what, does, early] of listened) where.removeEventListener(what, does, early);
  };
  return stop;
}
