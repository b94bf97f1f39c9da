/**
 * Bundles notices so that a busy study does not flood the page or the coordinator.
 *
 * The first notice is passed on at once, later ones at most every `gap`
 * milliseconds. A topic for which `refresh` answers false (its last answer is
 * still under way) stays in the queue: a change that happened after that answer
 * was written would otherwise be lost.
 */
import type { Topic } from './query-keys.ts';

interface NoticeQueueOptions {
  /** Asks for the topic again; false when it cannot now. */
  refresh: (topic: Topic) => boolean;
  /** Milliseconds between two turns. */
  gap: number;
}

export interface NoticeQueue {
  add(topics: readonly Topic[]): void;
  /** Forgets what waits, and adds nothing any more. */
  close(): void;
}

export function createNoticeQueue({ refresh, gap }: NoticeQueueOptions): NoticeQueue {
  const waiting = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const turn = () => {
    timer = undefined;
    if (closed || waiting.size === 0) return;
    for (const topic of [...waiting]) if (refresh(topic)) waiting.delete(topic);
    timer = setTimeout(turn, gap);
  };

  return {
    add(topics) {
      if (closed) return;
      for (const topic of topics) waiting.add(topic);
      if (timer === undefined) turn();
    },
    close() {
      closed = true;
      waiting.clear();
      clearTimeout(timer);
    },
  };
}
