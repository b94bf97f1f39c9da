import { fail } from '@fedhealth/fl-core/lib';
import type { CreateLive } from '../live.ts';

/** A coordinator without sockets: it shows what it has kept and starts nothing. */
export const createArchive: CreateLive = ({ store }) => {
  const refused = () => Promise.resolve(fail({ code: 'NO_SITES', message: 'No hospital comes here.' }));
  return Promise.resolve({
    runControl: {
      start: refused,
      stop: refused,
      pause: refused,
      resume: refused,
      runOf: () => null,
      heldUp: () => null,
      saveStudy: store.studies.save,
    },
    presence: {
      get: () => ({ connected: false, ready: false, activity: 'offline', percent: null }),
      confirmRows: () => undefined,
    },
    attach: () => undefined,
    close: () => Promise.resolve(),
  });
};
