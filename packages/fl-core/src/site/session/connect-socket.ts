import { fail, ok, type Result } from '../../lib/result.ts';
import { type SiteSocket, unreachable } from './transport.ts';

/** Connects once; while joining, the first failure is told instead of trying for ever. */
export function connectSocket(socket: SiteSocket): Promise<Result<null>> {
  if (socket.connected) return Promise.resolve(ok(null));
  return new Promise((resolve) => {
    const done = (result: Result<null>): void => {
      socket.off('connect', onConnect);
      socket.off('connect_error', onError);
      resolve(result);
    };
    const onConnect = (): void => done(ok(null));
    const onError = (): void => done(fail(unreachable()));
    socket.on('connect', onConnect);
    socket.on('connect_error', onError);
    socket.connect();
  });
}
