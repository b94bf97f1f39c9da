/**
 * Runs in the page before its own code: notes, from the moment a file is chosen, the page's long tasks and
 * when something is first painted. Chromium reports tasks of 50 ms and more.
 */
const SEEN = {
  progress: () => /[1-9][\d,]* rows? so far/.test(document.body?.textContent ?? ''),
  checking: () => document.querySelector('[role=status]')?.textContent?.startsWith('Checking') === true,
  profile: () => document.querySelector('[aria-label=Profile] table') !== null,
  cancelled: () => document.querySelector('[aria-label="Drop a CSV file here"]') !== null,
};

/** @type {{ start: number, duration: number }[]} */
const tasks = [];
/** @type {Map<string, number>} */
let painted = new Map();
/** @type {(keyof typeof SEEN)[]} */
let awaited = [];
let start = Number.POSITIVE_INFINITY;

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration });
}).observe({ type: 'longtask', buffered: true });

function look() {
  for (const name of awaited.filter((one) => SEEN[one]())) {
    awaited = awaited.filter((one) => one !== name);
    requestAnimationFrame(() => painted.set(name, performance.now() - start));
  }
}
new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });

document.addEventListener(
  'change',
  (event) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'file') return;
    start = event.timeStamp;
    painted = new Map();
    awaited = ['progress', 'checking', 'profile'];
  },
  true,
);
document.addEventListener(
  'click',
  (event) => {
    if (!(event.target instanceof Element) || !/^Cancel$/.test(event.target.textContent ?? '')) return;
    start = event.timeStamp;
    awaited = ['cancelled'];
  },
  true,
);

window.fedhealthClock = {
  paintedAfter: (name) => painted.get(name) ?? null,
  longestTask: () => {
    const counted = tasks.filter((task) => task.start + task.duration > start);
    return Math.max(0, ...counted.map(({ duration }) => duration));
  },
};
