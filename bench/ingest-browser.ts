/**
 * A large file opened in Chromium, in the built web app with a real coordinator: how long the page's own
 * thread is held up, how soon progress shows and Cancel takes hold, and how soon a small file's profile is there.
 */
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { startCoordinator } from '../playwright/support/coordinator-process.ts';
import { findChromium } from '../scripts/chromium.mjs';
import { type Check, check, median } from './check.ts';

type Moment = 'progress' | 'checking' | 'profile' | 'cancelled';

declare global {
  interface Window {
    /** See page-clock.mjs. Milliseconds since the file was chosen, or since Cancel was pressed. */
    fedhealthClock: {
      paintedAfter(moment: Moment): number | null;
      longestTask(): number;
    };
  }
}

const CLOCK = fileURLToPath(new URL('./page-clock.mjs', import.meta.url));
const RUNS = 3;
const MOST_TASK = 100;
const MOST_PROGRESS = 300;
const MOST_CANCEL = 300;
const MOST_SMALL = 1000;
const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The figures of both files, each visit a page of its own; null where no Chromium is found. */
export async function ingestInBrowser(large: string, small: string): Promise<readonly Check[] | null> {
  const executablePath = findChromium();
  if (executablePath === null) return null;
  const coordinator = await startCoordinator();
  try {
    const invite = await coordinator.createInvite();
    const browser = await chromium.launch({ executablePath, args: ARGS });
    try {
      const whole = await visits(browser, invite, (page) => openWhole(page, large));
      const reading = await visits(browser, invite, (page) => cancelAt(page, large, 'progress'));
      const checking = await visits(browser, invite, (page) => cancelAt(page, large, 'checking'));
      const few = await visits(browser, invite, (page) => openWhole(page, small));
      const longest = Math.max(...whole.map(({ task }) => task));
      return [
        check(longest, MOST_TASK, 'ms', 'longest task of the page’s thread (0: none of 50 ms), worst visit'),
        check(median(whole.map(({ progress }) => progress)), MOST_PROGRESS, 'ms', 'first progress'),
        check(median(reading), MOST_CANCEL, 'ms', 'Cancel, while reading'),
        check(median(checking), MOST_CANCEL, 'ms', 'Cancel, while checking'),
        check(
          median(few.map(({ profile }) => profile)),
          MOST_SMALL,
          'ms',
          'small file, from drop to profile',
        ),
      ];
    } finally {
      await browser.close();
    }
  } finally {
    await coordinator.stop();
  }
}

async function visits<T>(
  browser: Browser,
  invite: string,
  measure: (page: Page) => Promise<T>,
): Promise<readonly T[]> {
  const measured: T[] = [];
  for (let run = 0; run < RUNS; run++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript({ path: CLOCK });
    await page.goto(invite);
    await page.getByRole('button', { name: 'Choose a CSV file' }).waitFor();
    await page.waitForLoadState('networkidle');
    measured.push(await measure(page));
    await page.close();
  }
  return measured;
}

async function openWhole(
  page: Page,
  path: string,
): Promise<{ progress: number; profile: number; task: number }> {
  await choose(page, path);
  const profile = await painted(page, 'profile');
  // A quiet moment, so that the tasks that draw the profile are counted too.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const progress = (await page.evaluate(() => window.fedhealthClock.paintedAfter('progress'))) ?? Number.NaN;
  return { progress, profile, task: await page.evaluate(() => window.fedhealthClock.longestTask()) };
}

async function cancelAt(page: Page, path: string, moment: Moment): Promise<number> {
  await choose(page, path);
  await painted(page, moment);
  await page.getByRole('button', { name: 'Cancel' }).click();
  return painted(page, 'cancelled');
}

async function choose(page: Page, path: string): Promise<void> {
  await page.getByLabel('CSV file', { exact: true }).setInputFiles(path);
}

async function painted(page: Page, moment: Moment): Promise<number> {
  const handle = await page.waitForFunction((name) => window.fedhealthClock.paintedAfter(name), moment, {
    timeout: 120_000,
    polling: 10,
  });
  return Number(await handle.jsonValue());
}
