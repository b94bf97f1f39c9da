/** How many connections the coordinator holds, how long a stranger may hold one, and how much it may send. */
import { z } from 'zod';

/** Times in milliseconds, sizes in bytes. */
export interface ConnectionLimits {
  /** All connections together, hospitals and dashboards that are known included. */
  readonly connections: number;
  /** Connections of one address that nobody has introduced himself on. */
  readonly strangersOfAddress: number;
  /** The whole head of a request. */
  readonly headMs: number;
  /** A request with its body. */
  readonly requestMs: number;
  /** An answer that is not taken. */
  readonly answerMs: number;
  /** Between two requests on one connection. */
  readonly idleMs: number;
  /** A message, or what has come of it, on a socket before it is known whose it is. */
  readonly strangerBytes: number;
  /** Messages that have not come whole, over all sockets together. */
  readonly unfinishedBytes: number;
  /** Between being told to stop and cutting off whoever is still here. */
  readonly farewellMs: number;
}

const reportSchema = z.object({
  userLimits: z.object({ open_files: z.object({ soft: z.union([z.number(), z.string()]) }) }),
});

/** For the database with its side files, the backups, the listening sockets. */
const OTHER_DESCRIPTORS = 128;
const FEWEST = 64;
const MOST = 10_000;

export const LIMITS: ConnectionLimits = {
  connections: Math.max(FEWEST, Math.min(MOST, descriptors() - OTHER_DESCRIPTORS)),
  strangersOfAddress: 512,
  headMs: 10_000,
  requestMs: 20_000,
  answerMs: 5 * 60_000,
  idleMs: 5_000,
  strangerBytes: 16 * 1024,
  unfinishedBytes: 256 * 1024 * 1024,
  farewellMs: 2_000,
};

/** How many descriptors this process may have open; as many as anybody wants where the system sets no limit. */
function descriptors(): number {
  const report: { excludeNetwork?: boolean; getReport(): object } = process.report;
  // Else it would look up the names of all addresses.
  report.excludeNetwork = true;
  const limit = Number(reportSchema.safeParse(report.getReport()).data?.userLimits.open_files.soft);
  return Number.isFinite(limit) && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}
