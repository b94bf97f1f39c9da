import { testSettings } from '@fedhealth/coordinator/testing/test-app';
import { csvFile, tinyCsv, tinyStudy } from '@fedhealth/testing/tiny-study';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FederationOptions, openFederation } from './federation.ts';

const SLOW_MS = 90_000;

const federation = async (...csv: readonly string[]): Promise<FederationOptions> => ({
  settings: await testSettings({ study: tinyStudy() }),
  study: tinyStudy(),
  sites: csv.map((path, index) => ({ name: `Site ${index}`, csv: path })),
  engine: 'tfjs-cpu',
  compare: false,
  logger: pino({ level: 'silent' }),
});

describe('a federation of processes', () => {
  it(
    'says which site could not join and why, and tells when one ends',
    async () => {
      const unusable = await csvFile(['age,sex', '40,f', '50,m']);
      const failing = federation(unusable).then(openFederation);
      await expect(failing).rejects.toThrow(
        /^Site "Site 0" ended with exit code 1: rows\.csv cannot be used/,
      );

      const open = await openFederation(await federation(await tinyCsv(30)));
      onTestFinished(() => open.close());
      expect(await open.client.sites()).toMatchObject([{ name: 'Site 0', ready: true, trainRows: 24 }]);
      await open.sites[0]?.stop();
      await expect(open.broken).rejects.toThrow(/^Site "Site 0" ended/);
    },
    SLOW_MS,
  );

  it(
    'tells every site what its dates do not tell themselves',
    async () => {
      const rows = Array.from({ length: 24 }, (_, row) => {
        const [day, ill] = [1 + (row % 12), row % 2 ? 'yes' : 'no'];
        return `0${1 + (row % 9)}/${String(day).padStart(2, '0')}/2025,${30 + row},f,${ill}`;
      });
      const study = tinyStudy({ timestamp: 'day' });
      const asked = {
        ...(await federation(await csvFile(['day,age,sex,ill', ...rows]))),
        settings: await testSettings({ study }),
        study,
      };
      await expect(openFederation(asked)).rejects.toThrow(/Pass --date-order dmy/);
      const open = await openFederation({ ...asked, reading: { dateOrder: 'dayFirst', timeZone: 'UTC' } });
      onTestFinished(() => open.close());
      expect(await open.client.sites()).toMatchObject([{ name: 'Site 0', ready: true }]);
    },
    SLOW_MS,
  );
});
