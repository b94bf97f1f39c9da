/** The `test` that end-to-end tests use: each gets a coordinator of its own, and a recording proxy if it asks. */
import { test as base } from '@playwright/test';
import { type CoordinatorProcess, startCoordinator } from './coordinator-process.ts';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';

interface Fixtures {
  /** Settings for this test's coordinator: `test.use({ settings: { FEDHEALTH_VALIDATION: 'none' } })`. */
  settings: Record<string, string>;
  coordinator: CoordinatorProcess;
  /** In front of the coordinator: open pages at `recorder.url` and look at `recorder.sent`. */
  recorder: RecordingProxy;
}

export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],
  coordinator: async ({ settings }, use, testInfo) => {
    const coordinator = await startCoordinator(settings);
    await use(coordinator);
    await coordinator.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('coordinator.log', { body: coordinator.log(), contentType: 'text/plain' });
    }
  },
  recorder: async ({ coordinator }, use) => {
    const recorder = await startRecordingProxy(coordinator.url);
    await use(recorder);
    await recorder.close();
  },
});

export { expect } from '@playwright/test';
