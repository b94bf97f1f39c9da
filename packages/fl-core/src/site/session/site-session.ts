/**
 * The hospital's side of the protocol: introduces itself, takes part in runs, and tells
 * its page how things stand. The same code runs in the browser's worker and in a
 * headless site; the socket is handed in.
 */
import { fail, ok, type Result } from '../../lib/result.ts';
import { decodeArtifact } from '../../model/index.ts';
import { DEFAULT_SITE_RULES } from '../../privacy/index.ts';
import { emptySnapshot } from '../../protocol/empty-snapshot.ts';
import { type RunView, runViewSchema, taskSchema } from '../../protocol/messages.ts';
import { isOver } from '../../round/index.ts';
import { compareAfterRun } from '../finished-models/compare-after-run.ts';
import { createModelDesk, type ModelDesk } from '../finished-models/model-desk.ts';
import { createRefusals } from '../guard/refusals.ts';
import { createSiteGuard } from '../guard/site-guard.ts';
import { describeReady } from '../ledger/describe-message.ts';
import { createLedger } from '../ledger/ledger.ts';
import { createEngineDesk } from '../tasks/engine-desk.ts';
import { createHold } from '../tasks/hold.ts';
import { tellProgress } from '../tasks/progress.ts';
import { createRunMemory } from '../tasks/run-memory.ts';
import { createTaskQueue } from '../tasks/task-queue.ts';
import { connectSocket } from './connect-socket.ts';
import { declarationOf } from './declaration.ts';
import { followFederation } from './federation-feed.ts';
import { introduce, type Joining } from './introduction.ts';
import { createOutbox } from './outbox.ts';
import { createRequest } from './requests.ts';
import type { SiteSession, SiteSessionOptions } from './session-contract.ts';
import type { SiteSnapshot } from './snapshot.ts';
import { isPassing, toBytes } from './transport.ts';

const LEAVE_TIMEOUT_MS = 3_000;
const LEFT = fail({ code: 'LEFT', message: 'The hospital left before it was in.' });

export function createSiteSession(options: SiteSessionOptions): SiteSession {
  const { data } = options;
  /** Durations are of a clock that nobody sets; the ledger tells the time of day. */
  const now = options.now ?? (() => performance.now());
  const listeners = new Set<(snapshot: SiteSnapshot) => void>();
  const { resumed = null } = options;
  let snapshot: SiteSnapshot = { ...emptySnapshot, study: data.study, ...resumed };
  let joining: Joining | null = null;
  /** The coordinator knows us on this connection, and that we are ready. */
  let online = false;
  /** Said to be ready and not answered yet: a task may come in as soon as the coordinator has read it. */
  let declaring = false;
  /** How often the coordinator told how the run stands: what it told last is newer than its welcome. */
  let tellings = 0;
  let comparing: AbortController | null = null;

  const show = (patch: Partial<SiteSnapshot>): void => {
    snapshot = { ...snapshot, ...patch };
    for (const listener of listeners) listener(snapshot);
  };
  const engines = createEngineDesk({
    study: data.study,
    openTrainer: options.openTrainer,
    pinned: options.pinned ?? null,
    show,
  });
  const hold = createHold();
  if (resumed?.paused) hold.hold();

  const socket = options.connect();
  const ledger = createLedger(() => show({ ledger: ledger.view() }), options.now);
  const request = createRequest(socket, ledger);
  const models = createModelDesk(socket, request, show);
  listeners.add(tellProgress({ socket, ledger, isOpen: () => online, now }));
  const outbox = createOutbox(
    socket,
    ledger,
    () => online,
    (problem, parcel) => {
      tasks.refused(parcel);
      show({ problem });
    },
  );
  const memory = createRunMemory(options.runNotes ?? null);
  const guard = createSiteGuard({
    data,
    rules: options.rules ?? DEFAULT_SITE_RULES,
    store: options.disclosures ?? null,
    fetchVersion: (version) => weightsOf(models, version),
    now,
  });
  const refusals = createRefusals();
  const tasks = createTaskQueue({
    guard,
    refusals,
    personDecides: options.personDecides ?? false,
    memory,
    outbox,
    openTrainer: engines.open,
    hold,
    now,
    show,
    snapshot: () => snapshot,
  });

  const enter = async (who: Joining): Promise<Result<null>> => {
    const toldBefore = tellings;
    const welcome = await introduce(who, data.study, options.credentials, request);
    if (!welcome.ok) return welcome;
    const { siteId, name, plan, production = null } = welcome.value;
    const run = tellings === toldBefore ? welcome.value.run : snapshot.run;
    show({ siteId, name, plan, production });
    // Coming back, it may have missed the end of the run.
    const back = snapshot.joined || (run !== null && run.run === resumed?.run?.run);
    if (back && run !== null) takeRun(run);
    else show({ run });
    if (run === null || isOver(run.status)) {
      outbox.clear();
      void memory.drop();
    }
    const opened = await engines.open();
    if (!opened.ok) return opened;
    const told = await guard.open();
    show({ heldBack: guard.heldBack() });
    if (joining !== who) return LEFT;
    const message = declarationOf(told, opened.value.engine);
    declaring = true;
    const ready = await request('ready', message, describeReady(message));
    declaring = false;
    if (!ready.ok) return ready;
    // Whoever left meanwhile stays out.
    if (joining === null) return ok(null);
    online = socket.connected;
    show({ joined: true, connection: 'online', problem: null });
    outbox.flush();
    return ok(null);
  };

  const reenter = async (): Promise<void> => {
    if (joining === null || !snapshot.joined) return;
    const { id } = socket;
    const entered = await enter(joining);
    // A newer connection or the person's leaving may have taken over meanwhile.
    if (entered.ok || socket.id !== id || !snapshot.joined) return;
    if (isPassing(entered.error)) {
      // The next connection tries again.
      socket.io.engine.close();
      return;
    }
    stopWork('The coordinator did not let the hospital in again.');
    show({ connection: 'offline', joined: false, activity: { kind: 'idle' }, problem: entered.error });
    socket.disconnect();
  };

  const onTask = (raw: unknown, frame: unknown): void => {
    const task = taskSchema.safeParse(raw);
    if (!snapshot.joined && !(declaring && joining !== null)) return;
    if (!task.success) {
      const message = 'The coordinator sent a task this page cannot read. Reload the page.';
      show({ problem: { code: 'BAD_MESSAGE', message } });
      return;
    }
    comparing?.abort();
    tasks.take(task.data, toBytes(frame));
  };

  const onRun = (raw: unknown): void => {
    const parsed = runViewSchema.safeParse(raw);
    if (!parsed.success) return;
    tellings++;
    takeRun(parsed.data);
  };

  const takeRun = (run: RunView): void => {
    const fresh = run.modelVersion !== null && run.modelVersion !== snapshot.run?.modelVersion;
    show({ run });
    if (!isOver(run.status)) return;
    void memory.drop();
    if (snapshot.activity.kind !== 'comparing') {
      tasks.abort('The run is over.');
      show({ activity: { kind: 'idle' } });
    }
    if (run.status === 'completed' && run.modelVersion !== null && fresh) void compare(run.modelVersion, run);
  };

  const compare = async (version: number, { run, round }: RunView): Promise<void> => {
    comparing?.abort();
    comparing = new AbortController();
    const { signal } = comparing;
    await compareAfterRun({
      version,
      rounds: Math.max(1, round),
      personalisation: tasks.personalisation(run),
      data,
      openTrainer: engines.open,
      wait: () => hold.wait(signal),
      signal,
      withLocal: options.compareWithLocal,
      fetchModel: models.model,
      show: (patch) => (signal.aborted ? undefined : show(patch)),
    });
  };

  const stopWork = (reason: string): void => {
    engines.cancel();
    tasks.abort(reason);
    comparing?.abort();
  };

  socket.io.on('open', () => ledger.watch(socket.io.engine));
  socket.on('task', onTask);
  socket.on('run', onRun);
  followFederation(socket, data, show);
  socket.on('farewell', (error) => {
    stopWork('The coordinator ended the connection.');
    const problem = { code: String(error?.code), message: String(error?.message) };
    show({ problem, joined: false, connection: 'offline' });
    socket.disconnect();
  });
  socket.on('connect', () => void reenter());
  socket.on('disconnect', () => {
    online = false;
    show({ connection: socket.active ? 'reconnecting' : 'offline' });
  });

  const session: SiteSession = {
    ...models,
    snapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async join(who) {
      joining = who;
      show({ connection: 'connecting', problem: null });
      const connected = await connectSocket(socket);
      const joined = connected.ok ? await enter(who) : connected;
      if (joined.ok) return joined;
      if (joining !== who) return LEFT;
      socket.disconnect();
      show({ connection: 'offline', joined: false, problem: joined.error });
      return joined;
    },
    async leave(mayReturn = false) {
      stopWork('The hospital left.');
      online = false;
      outbox.clear();
      const dropped = mayReturn ? null : memory.drop();
      joining = null;
      hold.release();
      show({ joined: false, paused: false, activity: { kind: 'idle' } });
      const left = await request('leave', {}, { summary: 'Left the study', content: '{}' }, LEAVE_TIMEOUT_MS);
      socket.disconnect();
      await dropped;
      show({ connection: 'offline' });
      return left.ok ? ok(null) : left;
    },
    pause() {
      hold.hold();
      show({ paused: true });
    },
    resume() {
      hold.release();
      show({ paused: false });
    },
    trustModel() {
      guard.trustUnseen();
      refusals.settle('MODEL_UNSEEN');
      show({ problem: null, refusals: refusals.list() });
      tasks.decided();
    },
    evidence: refusals.evidence,
    pinEngine(engine) {
      engines.pin(engine);
      // Opened now, so that the person sees at once whether it starts; a fit under way keeps its own.
      if (snapshot.joined) void engines.open();
    },
    close() {
      stopWork('The page was closed.');
      outbox.clear();
      socket.disconnect();
      engines.dispose();
      listeners.clear();
    },
  };
  return session;
}

/** Null when the version cannot be had. */
async function weightsOf(models: ModelDesk, version: number): Promise<Float32Array | null> {
  const artifact = await models.model(version);
  const decoded = artifact.ok ? decodeArtifact(artifact.value) : artifact;
  return decoded.ok ? decoded.value.weights : null;
}
