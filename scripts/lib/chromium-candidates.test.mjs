import { describe, expect, it } from 'vitest';
import { chromiumCandidates } from './chromium-candidates.mjs';

describe('chromiumCandidates', () => {
  it('looks on Linux in the usual folders first, then along the PATH', () => {
    const paths = chromiumCandidates('linux', { PATH: '/opt/tools:/usr/bin' });
    expect(paths[0]).toBe('/usr/bin/chromium');
    expect(paths).toContain('/usr/bin/google-chrome');
    expect(paths.at(-1)).toBe('/opt/tools/google-chrome-stable');
  });
  it('looks on macOS among the applications, the person’s own too', () => {
    const paths = chromiumCandidates('darwin', { HOME: '/Users/ada' });
    expect(paths).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(paths).toContain('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium');
  });
  it('looks on Windows in the program folders that there are', () => {
    const paths = chromiumCandidates('win32', { PROGRAMFILES: 'C:\\Program Files' });
    expect(paths).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    expect(paths).toHaveLength(2);
  });
});
