import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

/** Logs on stderr, so that stdout stays for results: one JSON object a line, or for a person at a terminal. */
export function createLogger(level: string): Logger {
  if (!process.stderr.isTTY) return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  return pino({ level, base: null }, pretty({ destination: 2, sync: true, translateTime: 'SYS:HH:MM:ss' }));
}
