import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { testStore } from '../testing/test-store.ts';
import { type Announcement, createEventBus } from './bus.ts';

const event = { level: 'info', kind: 'site-joined', message: 'A joined.', siteId: 'a' } as const;

async function listening() {
  const store = await testStore();
  const lines: string[] = [];
  const bus = createEventBus(store.events, pino({ level: 'info' }, { write: (line) => lines.push(line) }));
  const heard: Announcement[] = [];
  const stop = bus.subscribe((announcement) => heard.push(announcement));
  return { store, lines, bus, heard, stop };
}

describe('the event bus', () => {
  it('keeps an event before it announces it, and names the list of events as changed', async () => {
    const { store, bus, heard, lines } = await listening();
    await bus.emit({ ...event, topics: ['sites'] });
    const kept = await store.events.list();
    expect(kept).toEqual([expect.objectContaining(event)]);
    expect(heard).toEqual([{ topics: ['sites', 'events'], events: kept }]);
    expect(lines.join()).toContain('A joined.');
  });

  it('announces what is kept already, each topic once, and nothing when nothing changed', async () => {
    const { store, bus, heard } = await listening();
    bus.announce(['runs', 'runs']);
    bus.announce([]);
    expect(heard).toEqual([{ topics: ['runs'], events: [] }]);
    expect(await store.events.list()).toEqual([]);
  });

  it('goes on when a listener fails, and stops telling one that left', async () => {
    const { bus, heard, stop, lines } = await listening();
    bus.subscribe(() => {
      throw new Error('deaf');
    });
    let calls = 0;
    bus.subscribe(() => calls++);
    bus.announce(['runs']);
    stop();
    bus.announce(['runs']);
    expect(calls).toBe(2);
    expect(heard).toHaveLength(1);
    expect(lines.join()).toContain('deaf');
  });

  it('still announces the change when the event cannot be kept', async () => {
    const { store, bus, heard, lines } = await listening();
    await store.close();
    await bus.emit({ ...event, topics: ['sites'] });
    expect(heard).toEqual([{ topics: ['sites'], events: [] }]);
    expect(lines.join()).toContain('could not be kept');
  });
});
