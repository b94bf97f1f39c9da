/** Follows the coordinator's notices and refreshes what they name. */
import {
  ADMIN_NAMESPACE,
  adminNoticeSchema,
  adminProgressSchema,
  type CoordinatorToAdmin,
} from '@fedhealth/fl-core/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { io, type Socket } from 'socket.io-client';
import { createNoticeQueue } from './notice-queue.ts';
import { useProgressStore } from './progress-store.ts';
import { queryKeys, staleKeys, TOPICS, type Topic } from './query-keys.ts';

const BUNDLE_MS = 400;
/** A large study's answers take long to send and read: rest that many times as long before asking again. */
const REST = 3;
/** How often the pages ask by themselves while no notice can come. */
const FALLBACK_MS = 10_000;

export type Link = 'connecting' | 'live' | 'lost';

/** Opens the dashboard's socket for as long as the caller is on screen. Returns how the link stands. */
export function useNotices(): Link {
  const queries = useQueryClient();
  const [link, setLink] = useState<Link>('connecting');

  useEffect(() => {
    const restUntil = new Map<Topic, number>();
    const queue = createNoticeQueue({
      gap: BUNDLE_MS,
      refresh: (topic) => {
        const keys = staleKeys(topic);
        if (keys.some((queryKey) => queries.isFetching({ queryKey }) > 0)) return false;
        if (performance.now() < (restUntil.get(topic) ?? 0)) return false;
        const began = performance.now();
        void Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey }))).then(() => {
          const now = performance.now();
          restUntil.set(topic, now + REST * (now - began));
        });
        return true;
      },
    });
    const socket: Socket<CoordinatorToAdmin> = io(ADMIN_NAMESPACE, { withCredentials: true });
    const poll = setInterval(() => {
      if (!socket.connected) queue.add(TOPICS);
    }, FALLBACK_MS);

    socket.on('connect', () => {
      setLink('live');
      // Changes made while there was no link were announced to nobody.
      queue.add(TOPICS);
    });
    socket.on('disconnect', () => setLink('lost'));
    socket.on('connect_error', () => {
      setLink('lost');
      // A refused link may mean that the session has ended: ask, so that the sign-in page shows.
      void queries.invalidateQueries({ queryKey: queryKeys.session });
    });
    socket.on('notice', (message: unknown) => {
      const notice = adminNoticeSchema.safeParse(message);
      // A notice of a newer coordinator may name topics unknown here: refresh everything.
      queue.add(notice.success ? notice.data.topics : TOPICS);
    });

    const { take } = useProgressStore.getState();
    socket.on('progress', (message: unknown) => {
      const progress = adminProgressSchema.safeParse(message);
      if (progress.success) take(progress.data);
    });

    return () => {
      clearInterval(poll);
      queue.close();
      socket.disconnect();
    };
  }, [queries]);

  return link;
}
