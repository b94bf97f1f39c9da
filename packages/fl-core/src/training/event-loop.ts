/** Lets other work of this thread run: messages, sockets, timers, an abort. */
export interface EventLoop {
  /** Goes round the event loop once. */
  turn(): Promise<void>;
  /** Must be called in the end. */
  close(): void;
}

/** Node and other servers: a message channel would not do, it starves their timers. */
function immediates(setImmediate: (callback: () => void) => unknown): EventLoop {
  return {
    turn: () =>
      new Promise((resolve) => {
        setImmediate(resolve);
      }),
    close: () => undefined,
  };
}

/** Browsers: a timer would not do, they stretch nested ones to 4 ms. */
function messages(): EventLoop {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return {
    turn: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        port2.postMessage(null);
      }),
    close() {
      port1.close();
      port2.close();
    },
  };
}

/** The shortest way round the event loop that this platform has. */
export function createEventLoop(): EventLoop {
  const setImmediate: unknown = Reflect.get(globalThis, 'setImmediate');
  return typeof setImmediate === 'function' ? immediates((callback) => setImmediate(callback)) : messages();
}
