/** What an administrator does on the dashboard. */
import { expect, type Page } from '@playwright/test';
import type { CoordinatorProcess } from './coordinator-process.ts';

export async function signIn(page: Page, coordinator: CoordinatorProcess): Promise<void> {
  await page.goto(`${coordinator.url}/admin`);
  await page.getByLabel('Admin token').fill(coordinator.adminToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
}

/** Starts a run in the page; the page shows the run afterwards. */
export async function startRun(page: Page, rounds: number, fewest: number, seconds = 60): Promise<void> {
  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByRole('button', { name: 'Start a run' }).first().click();
  const form = page.getByRole('main');
  await form.getByLabel('Rounds', { exact: true }).fill(String(rounds));
  await form.getByLabel('Fewest hospitals').fill(String(fewest));
  await form.getByLabel('Round timeout (seconds)').fill(String(seconds));
  await form.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Run \d+$/ })).toBeVisible();
}
