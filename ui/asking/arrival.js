// Brings the reader to a question that was just asked, wherever on the page it was asked from.

const SMALL = "(max-width: 40rem)";

// How many questions had been asked when the page was last brought to one.
let arrived = 0;

function bring() {
  const question = document.querySelector(".question");
  const page = question && question.closest('[data-testid="stMain"]');
  if (!page) return;
  page.scrollTop = 0;
  const box = document.querySelector(".st-key-box").getBoundingClientRect();
  const { top } = question.getBoundingClientRect();
  // Much may stand above it, such as a warning or earlier answers that were unfolded.
  if (top > window.innerHeight * 0.4) page.scrollTop += top - box.height - 80;
}

export default function ({ data }) {
  if (data.asked === arrived) return;
  arrived = data.asked;
  if (!arrived) return;
  // The keyboard of a phone covers half of the answer.
  if (window.matchMedia(SMALL).matches) document.activeElement?.blur();
  requestAnimationFrame(bring);
}
