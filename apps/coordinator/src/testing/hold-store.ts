/** A process of its own that opens the store of its first argument, says so, and holds it until it is ended. */
import { openStore } from '../storage/store.ts';

await openStore(process.argv[2] ?? '');
process.on('disconnect', () => process.exit());
process.send?.('open');
