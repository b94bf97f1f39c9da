/** What a member of hospital staff does on the site page. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { TestFile } from './sample-files.ts';

export interface Hospital {
  readonly page: Page;
  /** By the file picker. */
  choose(file: TestFile): Promise<void>;
  /** By dragging the file onto the page. */
  drop(file: TestFile): Promise<void>;
  /** Agrees to the plan and presses Join; waits until the coordinator knows the hospital is ready. */
  join(): Promise<void>;
  /** Waits for "Round n of m" or beyond. */
  reached(round: number, rounds: number): Promise<void>;
  /** Waits for the finished model and gives its version. */
  finished(): Promise<string>;
}

/** Opens the invite link and gives the hospital its name. `origin`: reach the coordinator through another address. */
export async function openHospital(
  page: Page,
  invite: string,
  name: string,
  origin?: string,
): Promise<Hospital> {
  const link = new URL(invite);
  await page.goto(`${origin ?? link.origin}${link.pathname}${link.search}`);
  const nameBox = page.getByRole('textbox', { name: 'Hospital name' });
  await nameBox.fill(name);
  const found = (): Locator => page.getByRole('heading', { name: 'What was found' });
  return {
    page,
    async choose(file) {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose a CSV file' }).click();
      await (await chooser).setFiles(file);
      await expect(found()).toBeVisible();
    },
    async drop(file) {
      const bytes = [...file.buffer];
      const transfer = await page.evaluateHandle(
        ({ content, fileName, type }) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(content)], fileName, { type }));
          return data;
        },
        { content: bytes, fileName: file.name, type: file.mimeType },
      );
      const zone = page.getByLabel('Drop a CSV file here');
      await zone.dispatchEvent('dragenter', { dataTransfer: transfer });
      await zone.dispatchEvent('drop', { dataTransfer: transfer });
      await expect(found()).toBeVisible();
    },
    async join() {
      await page.getByRole('checkbox', { name: 'I agree to take part in this plan' }).check();
      await page.getByRole('button', { name: 'Join', exact: true }).click();
      await expect(page.getByRole('button', { name: 'Leave the study' })).toBeVisible({ timeout: 30_000 });
    },
    async reached(round, rounds) {
      await expect
        .poll(
          async () =>
            roundShown(
              await page
                .getByText(/Round \d+ of \d+/)
                .first()
                .textContent(),
            ),
          { timeout: 60_000 },
        )
        .toBeGreaterThanOrEqual(round);
      expect(rounds).toBeGreaterThanOrEqual(round);
    },
    async finished() {
      const version = page.getByText(/Model version \d+/).first();
      await version.waitFor({ timeout: 75_000 }).catch(async () => {
        const shown = await page.locator('body').ariaSnapshot();
        throw new Error(`No finished model at ${name}, whose page shows:\n${shown}`);
      });
      await expect(page.getByRole('button', { name: 'Download the model' })).toBeVisible();
      return /Model version \d+/.exec((await version.textContent()) ?? '')?.[0] ?? '';
    },
  };
}

const roundShown = (text: string | null): number => Number(/Round (\d+) of/.exec(text ?? '')?.[1] ?? 0);
