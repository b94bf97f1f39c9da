/**
 * Every attack against every strategy, on real rows with a real engine, through the coordinator's gate, book and
 * watch: seven hospitals, the first one or two of them hostile. What a strategy may lose is what its form says
 * (`limits` of its definition). One cell of each strategy and of each attack in `npm test`, all of them in
 * `npm run test:faults`.
 */
import { ATTACK_KINDS, type AttackKind, STRATEGIES } from '@fedhealth/fl-core/aggregation';
import { describe, expect, it } from 'vitest';
import { type Arena, openArena } from '../testing/attack-arena.ts';

const ALL = process.env.FEDHEALTH_FAULTS === 'all';
const HOSPITALS = ['Aster', 'Birch', 'Cedar', 'Dahlia', 'Elder', 'Fern', 'Gorse'];
const ROWS = 1000;
const MINUTE = 60_000;

const SCENES = STRATEGIES.map(({ kind, limits: { tried, costs } }) => ({
  kind,
  costs,
  strategy: { kind, ...tried },
  // SCAFFOLD is for plain SGD.
  training: kind === 'scaffold' ? ({ optimizer: 'sgd', learningRate: 0.05 } as const) : {},
}));
type Scene = (typeof SCENES)[number];

/** Of the whole grid a diagonal: each strategy once, each attack at least once. */
const isChosen = (strategy: number, attack: number): boolean =>
  ALL || strategy % ATTACK_KINDS.length === attack;

describe('an attack', () => {
  let opened: Promise<Arena> | undefined;
  const clean = new Map<string, Promise<number>>();
  const cleanAuc = (arena: Arena, scene: Scene): Promise<number> => {
    const known = clean.get(scene.kind) ?? arena.fight({ ...scene, attack: null }).then(({ auc }) => auc);
    clean.set(scene.kind, known);
    return known;
  };

  const cells = SCENES.flatMap((scene, at) =>
    ATTACK_KINDS.filter((_, attack) => isChosen(at, attack)).map((attack): [AttackKind, string, Scene] => [
      attack,
      scene.kind,
      scene,
    ]),
  );
  it.each(cells)(
    '[G14] %s costs %s no more than its form says, and the hospital is named, and no other',
    { timeout: MINUTE },
    async (attack, _, scene) => {
      opened ??= openArena(HOSPITALS, [ROWS]);
      const arena = await opened;
      const [before, { auc, named, messages }] = await Promise.all([
        cleanAuc(arena, scene),
        arena.fight({ ...scene, attack }),
      ]);
      expect(named, messages.join('\n')).toEqual(arena.rogues(attack));
      const most = scene.costs[attack];
      if (process.env.FEDHEALTH_GRID) console.info(attack, scene.kind, (before - auc).toFixed(4), most);
      if (most !== null) expect(before - auc, `without the attack ${before}`).toBeLessThan(most);
      expect(before).toBeGreaterThan(0.79);
    },
  );
});

describe('honest hospitals', () => {
  const TRAININGS = [
    { localEpochs: 3, learningRate: 0.005 },
    { localEpochs: 1, learningRate: 0.001 },
    { optimizer: 'sgd', localEpochs: 2, learningRate: 0.02 },
    { optimizer: 'momentum', localEpochs: 1, learningRate: 0.01 },
  ] as const;
  const honest = SCENES.filter(({ strategy }) => !('byzantine' in strategy)).flatMap((scene, at) =>
    TRAININGS.filter((_, training) => ALL || at % TRAININGS.length === training)
      .filter(
        (training) => scene.kind !== 'scaffold' || ('optimizer' in training && training.optimizer === 'sgd'),
      )
      .map((training) => [scene.kind, JSON.stringify(training), scene, training] as const),
  );
  it.each(honest)(
    '[G12] of sixty rows beside one of eight thousand are never left out, nor named but for an unconfirmed share: %s, %s',
    { timeout: MINUTE },
    async (_, __, scene, training) => {
      const arena = await openArena(['Aster', 'Birch', 'Cedar', 'Dahlia', 'Elder'], [60, 60, 8000, 200, 60]);
      const { messages } = await arena.fight({ ...scene, training, attack: null });
      expect(messages.filter((message) => !/^Cedar: by the rows that it says it has/.test(message))).toEqual(
        [],
      );
    },
  );

  it('[G12] one alone is held to its own past, and to what training can do', {
    timeout: MINUTE,
  }, async () => {
    const arena = await openArena(['Aster'], [ROWS]);
    const scene = { strategy: { kind: 'fedAvg' } };
    const clean = await arena.fight({ ...scene, attack: null });
    expect(clean.messages).toEqual([]);
    const { auc, named } = await arena.fight({ ...scene, attack: 'huge' });
    expect(named).toEqual(['Aster']);
    expect(Number.isFinite(auc)).toBe(true);
    const late = await arena.fight({ ...scene, attack: 'scaled', from: 4 });
    expect(late.named).toEqual(['Aster']);
    expect(late.messages.filter((message) => /^Aster: .*left out/.test(message))).toHaveLength(9);
    expect(clean.auc - late.auc).toBeLessThan(0.1);
  });

  it('[G12] no limit holds where the study says so', { timeout: MINUTE }, async () => {
    const arena = await openArena(HOSPITALS.slice(0, 3), [ROWS]);
    const gate = { maxRelativeNorm: null, maxShare: 1 };
    const scene = { strategy: { kind: 'fedAvg' }, gate, rounds: 3 };
    expect((await arena.fight({ ...scene, attack: 'scaled' })).messages.join()).not.toMatch(/left out/);
    expect((await arena.fight({ ...scene, attack: 'rows' })).messages.join()).not.toMatch(/held to/);
    // What no training does stays out all the same.
    expect((await arena.fight({ ...scene, attack: 'huge' })).messages.join()).toMatch(/Aster: .*left out/);
  });
});
