/** How the study learns at a hospital: split, preprocessing, model, training. */
import { Checkbox, NativeSelect } from '@mantine/core';
import { engineChoices } from '../../../lib/engine-words.ts';
import { ClassWeights } from './class-weights.tsx';
import {
  type Choice,
  ChoiceField,
  ColumnField,
  FieldGrid,
  fieldId,
  fieldOrder,
  NumberField,
  Section,
  TextField,
  useDraft,
} from './draft-form.tsx';
import { type Json, valueAt } from './json-path.ts';
import { ListField } from './list-field.tsx';
import { readNumbers } from './text-list.ts';

const SPLITS: Readonly<Record<string, { words: string; split: Json }>> = {
  seeded: { words: 'By chance (seeded)', split: { kind: 'seeded', testShare: 0.2, seed: 1 } },
  timeOrdered: { words: 'The latest rows', split: { kind: 'timeOrdered', testShare: 0.2 } },
  column: { words: 'As a column says', split: { kind: 'column', column: '', test: 'test' } },
};

export function SplitSection() {
  const { study, errors, change } = useDraft();
  const kind = String(valueAt(study, 'split.kind') ?? '');
  const lead =
    valueAt(study, 'subject') === undefined
      ? 'Which rows a hospital keeps aside to measure the model on. Without a subject column each row is drawn by itself.'
      : 'Which rows a hospital keeps aside to measure the model on. A split by chance keeps all rows of a subject on one side.';
  return (
    <Section title="Test rows" lead={lead}>
      <FieldGrid>
        <NativeSelect
          id={fieldId('split.kind')}
          label="Chosen"
          data={Object.entries(SPLITS).map(([value, { words }]) => ({ value, label: words }))}
          value={kind}
          error={errors.get('split') ?? errors.get('split.kind')}
          onChange={({ currentTarget: { value } }) =>
            change({ kind: 'set', path: 'split', value: SPLITS[value]?.split })
          }
        />
        {kind !== 'column' && <NumberField path="split.testShare" label="Share for testing" step={0.05} />}
        {kind === 'seeded' && <NumberField path="split.seed" label="Seed" whole />}
        {kind === 'column' && <ColumnField path="split.column" label="Column of the split" />}
        {kind === 'column' && <TextField path="split.test" label="Value that means “test”" />}
      </FieldGrid>
    </Section>
  );
}

const IMPUTE: readonly Choice[] = [
  ['median', 'Median'],
  ['mean', 'Mean'],
  ['mostFrequent', 'Most frequent value'],
];
const OUTLIERS: readonly Choice[] = [
  ['keep', 'Keep them'],
  ['winsorize', 'Pull them to the bounds'],
  ['missing', 'Count them as missing'],
];
const SCALE: readonly Choice[] = [
  ['federated', 'By all hospitals together'],
  ['perSite', 'By each hospital on its own'],
  ['none', 'Not scaled'],
];
const SCALER: readonly Choice[] = [
  ['zScore', 'Mean and standard deviation'],
  ['robust', 'Median and quartiles'],
  ['minMax', 'From 0 to 1'],
  ['none', 'Not at all'],
];
const TIME_PARTS: readonly Choice[] = [
  ['hour', 'Hour of the day'],
  ['weekday', 'Day of the week'],
  ['month', 'Month of the year'],
];

export function PreprocessingSection() {
  return (
    <Section title="Preprocessing" lead="The same at every hospital, fitted on summaries of all of them.">
      <FieldGrid>
        <ChoiceField path="preprocessing.impute" label="Missing numbers become" choices={IMPUTE} />
        <ChoiceField path="preprocessing.outliers" label="Outliers" choices={OUTLIERS} />
        <ChoiceField path="preprocessing.scale" label="Numbers are scaled" choices={SCALE} />
        <ChoiceField path="preprocessing.scaler" label="Scaled with" choices={SCALER} />
        <OutlierBounds />
      </FieldGrid>
      <MissingIndicator />
      <TimeParts />
    </Section>
  );
}

/** Where outliers begin, once they are not kept as they are. */
function OutlierBounds() {
  const { study, errors } = useDraft();
  const path = 'preprocessing.outlierQuantiles';
  const wrong = errors.has(`${path}.0`) || errors.has(`${path}.1`);
  if (valueAt(study, 'preprocessing.outliers') === 'keep' && !wrong) return null;
  return (
    <>
      <NumberField
        path={`${path}.0`}
        label="Low outliers: up to the share"
        description="0.01 is the lowest hundredth of all hospitals’ values."
        step={0.005}
      />
      <NumberField
        path={`${path}.1`}
        label="High outliers: above the share"
        description="0.99 leaves the highest hundredth beyond it."
        step={0.005}
      />
    </>
  );
}

function MissingIndicator() {
  const { study, change } = useDraft();
  const path = 'preprocessing.missingIndicator';
  return (
    <Checkbox
      id={fieldId(path)}
      label="Also tell the model which values were missing"
      checked={valueAt(study, path) === true}
      onChange={({ currentTarget: { checked } }) => change({ kind: 'set', path, value: checked })}
    />
  );
}

function TimeParts() {
  const { study, errors, change } = useDraft();
  const path = 'preprocessing.timestampFeatures';
  const held = valueAt(study, path);
  const chosen = Array.isArray(held) ? held.map(String) : [];
  return (
    <Checkbox.Group
      id={fieldId(path)}
      label="Also learn from the time column"
      value={chosen}
      error={errors.get(path)}
      onChange={(value) => change({ kind: 'set', path, value })}
    >
      <FieldGrid>
        {TIME_PARTS.map(([value, words]) => (
          <Checkbox key={value} value={value} label={words} mt={6} />
        ))}
      </FieldGrid>
    </Checkbox.Group>
  );
}

const ACTIVATIONS: readonly Choice[] = [
  ['relu', 'ReLU'],
  ['tanh', 'tanh'],
  ['sigmoid', 'Sigmoid'],
  ['linear', 'Linear'],
];

export function ModelSection() {
  return (
    <Section title="Model">
      <FieldGrid>
        <ListField
          path="model.hidden"
          label="Units of the hidden layers"
          description="Empty for logistic regression"
          read={readNumbers}
        />
        <ChoiceField path="model.activation" label="Activation" choices={ACTIVATIONS} />
        <NumberField path="model.l2" label="L2 penalty" step={0.0001} />
      </FieldGrid>
    </Section>
  );
}

const OPTIMIZERS: readonly Choice[] = [
  ['adam', 'Adam'],
  ['sgd', 'Gradient descent (SGD)'],
  ['momentum', 'SGD with momentum'],
];
export function TrainingSection() {
  return (
    <Section title="Training at a hospital">
      <FieldGrid>
        <ChoiceField path="training.optimizer" label="Optimizer" choices={OPTIMIZERS} />
        <NumberField path="training.learningRate" label="Learning rate" step={0.001} />
        <NumberField path="training.batchSize" label="Rows in a batch" whole />
        <NumberField path="training.localEpochs" label="Passes over the rows in a round" whole />
        <NumberField
          path="training.localSteps"
          label="Or steps in a round"
          description="Left empty: the passes count. A number here wins over them."
          whole
          optional
        />
        <ClassWeights />
        <EngineField />
      </FieldGrid>
    </Section>
  );
}

const ENGINE = 'training.engine';

/** Hospitals measure their engines; a study may name one for all of them. */
function EngineField() {
  const { study, errors, change } = useDraft();
  const held = valueAt(study, ENGINE);
  return (
    <NativeSelect
      id={fieldId(ENGINE)}
      label="Training engine"
      description="A hospital can still choose its own."
      {...fieldOrder}
      data={[{ value: '', label: 'The fastest at each hospital' }, ...engineChoices()]}
      value={typeof held === 'string' ? held : ''}
      error={errors.get(ENGINE)}
      onChange={({ currentTarget: { value } }) =>
        change({ kind: 'set', path: ENGINE, value: value === '' ? null : value })
      }
    />
  );
}
