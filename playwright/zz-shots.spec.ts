import { signIn } from './support/administrator.ts';
import { test } from './support/coordinator.ts';

test('shots of the new run', async ({ coordinator, page }) => {
  test.setTimeout(150_000);
  await signIn(page, coordinator);
  await page.goto(`${coordinator.url}/admin/runs/new`);
  await page.getByLabel('Strategy', { exact: true }).selectOption('krum');
  await page.getByLabel('Rounds', { exact: true }).fill('7');
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1280, 820, 390]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `/tmp/wt/i3ui-shots/new-${width}-${scheme}.png`, fullPage: true });
    }
});
