import { PlainError } from './plain-error.mjs';
import { runTool } from './tool.mjs';

const SLOW_MS = 2_000;

/** Builds what has changed since the last build. Says nothing when that is quick; shows all when it fails. */
export async function build() {
  const notice = setTimeout(() => console.error('Building FedHealth from its sources.'), SLOW_MS);
  const { code, output } = await runTool('turbo', ['run', 'build', '--output-logs=errors-only'], {
    env: { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', DO_NOT_TRACK: '1' },
  });
  clearTimeout(notice);
  if (code === 0) return;
  console.error(output);
  throw new PlainError(
    'FedHealth could not be built; the first error above says where. Nothing was started.',
  );
}
