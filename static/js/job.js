// Keeps the progress of a job fresh: reads the page again every two seconds and puts its middle in place of the one shown.
// Without it the page reloads itself (<noscript> in templates/jobs/detail.html).

const EVERY = 2000;
const PART = "[data-job]";

async function look() {
  const shown = document.querySelector(PART);
  if (!shown || shown.hasAttribute("data-job-ended")) return;
  try {
    // A redirect would be the way to sign in: then the page stays as it is, and says nothing new.
    const answer = await fetch(window.location.href, { redirect: "error", cache: "no-store" });
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(PART);
    // Not while somebody stands on a link of the part: the focus would be lost.
    if (fresh && !(shown.contains(document.activeElement) && !fresh.hasAttribute("data-job-ended"))) shown.replaceWith(fresh);
  } catch {
    // The network or the server is away for a moment: look again later.
  }
  window.setTimeout(look, EVERY);
}

window.setTimeout(look, EVERY);
