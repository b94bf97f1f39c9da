/** Entry of the hospital page's worker. */
import { expose } from 'comlink';
import { createSiteWorker } from './site-worker.ts';

// A rejection that nothing awaited would go unnoticed here: thrown again, it reaches the page as an error event.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  setTimeout(() => {
    throw event.reason;
  }, 0);
});

expose(createSiteWorker());
