// Keeps outline and text at the chosen place, and tells the page which place a reader chooses.
// Places are ids of elements: c-… of a clause, hit-… of a hit.

const LINKS = '.outline a[href^="#c-"], .hits a[href^="#hit-"], .nearest a[href^="#c-"]';
const WIDE = "(min-width: 62rem)";

// What is shown now; a click changes it before the server knows of it.
let place = { clause: "", hit: "", top: "" };
let drawn = "";
let reached = "";
// The text as it was drawn last, and the clause at the top of its box, which stays there when
// the text is drawn anew with other marks.
let drawnText = null;
let top = null;
let stop = () => {};

function mark(name, id, root) {
  for (const old of root.querySelectorAll(`.${name}`)) {
    if (old.id !== id) old.classList.remove(name);
  }
  const element = id && document.getElementById(id);
  if (element) element.classList.add(name);
  return element;
}

function markLinks() {
  for (const link of document.querySelectorAll(LINKS)) {
    const isHit = link.hash.startsWith("#hit-");
    if (link.hash === `#${isHit ? place.hit : place.clause}`) {
      if (link.hasAttribute("aria-current")) continue;
      link.setAttribute("aria-current", "true");
      for (let box = link.closest("details"); box; box = box.parentElement.closest("details")) {
        if (!box.classList.contains("fold")) box.open = true;
      }
      bringInto(link.closest(".outline, .hits"), link, true);
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

// Scrolls inside a box: to its top, or, where `isGentle`, only what is not seen, to its middle.
function bringInto(box, element, isGentle) {
  if (!box) return;
  const edge = box.getBoundingClientRect().top;
  const below = element.getBoundingClientRect().top - edge;
  const seen = Math.min(box.clientHeight, window.innerHeight - edge);
  if (isGentle && below > 0 && below < seen - element.offsetHeight) return;
  box.scrollTop += below - (isGentle ? seen * 0.4 : 0);
}

// Scrolls the page itself where a place would be hidden, or seen only at the lower edge.
function bringPage(element) {
  const page = element.closest('[data-testid="stMain"]');
  const { top: at } = element.getBoundingClientRect();
  if (page && (at < 64 || at > window.innerHeight * 0.75)) {
    page.scrollTop += at - window.innerHeight * 0.3;
  }
}

function noteTop(event) {
  const box = event.target;
  if (!box.classList || !box.classList.contains("st-key-text")) return;
  const edge = box.getBoundingClientRect().top;
  for (const clause of box.querySelectorAll(".reading > [id]")) {
    const place = clause.getBoundingClientRect();
    if (place.bottom > edge) {
      top = { id: clause.id, below: place.top - edge };
      return;
    }
  }
}

function keepTop(text) {
  const clause = top && document.getElementById(top.id);
  const box = text.closest(".st-key-text");
  if (!clause || !box) return;
  const below = clause.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += below - top.below;
}

function show() {
  const text = document.querySelector(".reading");
  if (!text) return;
  if (text !== drawnText) {
    if (drawnText && drawnText.id === text.id) keepTop(text);
    drawnText = text;
  }
  const clause = mark("chosen", place.clause, text);
  const hit = mark("now", place.hit, text);
  markLinks();
  const target = hit || clause || text;
  const wanted = place.hit || place.clause || place.top;
  if (target.id !== wanted || reached === wanted) return;
  reached = wanted;
  bringInto(text.closest(".st-key-text"), target, false);
  if (target !== text) bringPage(target);
}

// The language of what can be copied.
function nameCopies() {
  for (const box of document.querySelectorAll(".st-key-panel pre")) box.lang = "zh-Hans";
}

function unfold() {
  for (const fold of document.querySelectorAll(".fold:not([data-set])")) {
    fold.dataset.set = "";
    fold.open = window.matchMedia(WIDE).matches;
  }
}

function choose(id, tell, isSeen) {
  const isHit = id.startsWith("hit-");
  place = isHit ? { ...place, hit: id } : { ...place, clause: id, hit: "" };
  reached = isSeen ? id : "";
  if (!window.matchMedia(WIDE).matches) {
    for (const fold of document.querySelectorAll(".fold")) fold.open = false;
  }
  show();
  tell("chosen", id);
}

export default function ({ data, setTriggerValue }) {
  stop();
  if (data.drawn !== drawn) {
    drawn = data.drawn;
    place = { clause: data.clause, hit: data.hit, top: data.top };
  }
  const onClick = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest(LINKS);
    if (link) {
      event.preventDefault();
      choose(link.hash.slice(1), setTriggerValue, false);
      return;
    }
    const clause = event.target.closest(".reading [id^='c-']");
    // Whoever selects words wants to copy them.
    if (clause && window.getSelection().isCollapsed) choose(clause.id, setTriggerValue, true);
  };
  const onChange = () => {
    unfold();
    nameCopies();
    show();
  };
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", onClick);
  document.addEventListener("scroll", noteTop, true);
  stop = () => {
    observer.disconnect();
    document.removeEventListener("scroll", noteTop, true);
    document.removeEventListener("click", onClick);
  };
  onChange();
  return stop;
}
