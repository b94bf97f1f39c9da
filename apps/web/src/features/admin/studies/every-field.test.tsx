import { healthRiskStudy, type Study, studySchema } from '@fedhealth/fl-core/study';
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DraftProvider, fieldId } from './draft-form.tsx';
import { FeaturesSection } from './features-section.tsx';
import { FederationSection } from './federation-section.tsx';
import { isJsonObject, type Json, type JsonObject, withValue } from './json-path.ts';
import { placeName } from './place-name.ts';
import { ModelSection, PreprocessingSection, SplitSection, TrainingSection } from './plan-sections.tsx';
import { draftOf, readDraft } from './study-draft.ts';
import { AboutSection, ColumnsSection, LabelSection } from './what-sections.tsx';

/** A study that says all that one can say, nothing as it would be if left out. */
const full = studySchema.parse({
  ...healthRiskStudy,
  subject: 'patient',
  features: [{ name: 'a', unit: 'bpm', range: [1, 2], description: 'A', aliases: ['b'] }],
  preprocessing: {
    impute: 'mean',
    outliers: 'winsorize',
    scale: 'perSite',
    scaler: 'robust',
    missingIndicator: true,
    outlierQuantiles: [0.05, 0.95],
    timestampFeatures: true,
  },
  model: { hidden: [3], activation: 'tanh', l2: 0.1 },
  training: { ...healthRiskStudy.training, localSteps: 5, classWeights: [1, 3], engine: 'tfjs-cpu' },
  federation: {
    strategy: { kind: 'ditto', lambda: 2 },
    rounds: 3,
    minSites: 4,
    sampleFraction: 0.5,
    overSelection: 0.25,
    personalization: { epochs: 7 },
    earlyStopping: { metric: 'f1', patience: 2, minDelta: 0.01 },
    roundTimeoutSeconds: 9,
    compression: { upload: 'int8', download: 'float16' },
    gate: { maxUpdateNorm: 6, onExceed: 'clip', maxRelativeNorm: 20, maxShare: 0.4 },
  },
} satisfies Record<string, unknown>);

const draw = (study: JsonObject, errors: ReadonlyMap<string, string>): string =>
  renderToStaticMarkup(
    <MantineProvider>
      <DraftProvider value={{ study, errors, columns: [], change: () => undefined }}>
        <AboutSection isNew />
        <LabelSection />
        <ColumnsSection />
        <FeaturesSection keys={[0]} page={0} onPage={() => undefined} />
        <SplitSection />
        <PreprocessingSection />
        <ModelSection />
        <TrainingSection />
        <FederationSection />
      </DraftProvider>
    </MantineProvider>,
  );

/** Every place that holds a value; a list is one place. */
const placesOf = (value: Json, path: string): string[] =>
  isJsonObject(value)
    ? Object.entries(value).flatMap(([key, below]) => placesOf(below, path === '' ? key : `${path}.${key}`))
    : [path];

/** The version is counted, and these two sections belong to nobody’s form. */
const WITHOUT_FIELD = ['version', 'features', 'privacy', 'drift'];
const places = (study: Study) =>
  placesOf(draftOf(study).study, '').filter((path) => !WITHOUT_FIELD.includes(path));

/** Where the form has the field of a place: of two ends of a list the first, of a strategy its choice. */
const field = (path: string) => fieldId(path === 'federation.strategy.kind' ? 'federation.strategy' : path);

describe('the form of a study', () => {
  const errors = new Map([['features.0.aliases', 'Shown opens them.']]);

  it('[S6] has a field for everything that a study can say', () => {
    const drawn = draw(draftOf(full).study, errors);
    const shown = (path: string) =>
      drawn.includes(`id="${field(path)}"`) || drawn.includes(`id="${field(`${path}.0`)}"`);
    const own = Object.keys(full.features[0] ?? {}).filter((key) => key !== 'categories');
    expect(
      [...places(full), ...own.map((key) => `features.0.${key}`)].filter((path) => !shown(path)),
    ).toEqual([]);
    expect(places(full).length).toBeGreaterThan(40);
  });

  it('shows a message at each of them, and names each', () => {
    for (const path of places(full).filter((path) => /^federation|classWeights/.test(path))) {
      const at = path === 'federation.strategy.kind' ? 'federation.strategy' : path;
      expect(draw(draftOf(full).study, new Map([[at, 'This is wrong.']])), path).toContain('This is wrong.');
      if (!path.startsWith('federation.strategy')) expect(placeName(path, {})).not.toBe(path);
    }
  });

  it('leaves each of its settings in the study that is saved', () => {
    let { study } = draftOf({ ...healthRiskStudy, features: full.features });
    for (const section of ['preprocessing', 'model', 'training', 'federation'] as const)
      for (const [key, value] of Object.entries(draftOf(full).study[section] as JsonObject))
        study = withValue(study, `${section}.${key}`, value);
    expect(readDraft(withValue(study, 'subject', 'patient'))).toEqual({ ok: true, value: full });
  });
});
