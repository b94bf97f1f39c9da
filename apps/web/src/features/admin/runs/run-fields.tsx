/** Fields of a run's plan beside its strategy. */

import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  type Choice,
  ChoiceField,
  FieldGrid,
  fieldId,
  fieldOrder,
  NumberField,
  useDraft,
} from '../studies/draft-form.tsx';
import { isJsonObject, valueAt } from '../studies/json-path.ts';

/** Whom a run asks, how often, and how long it waits; `children` are further fields of the grid. */
export function PlanFields({ children }: { children: ReactNode }) {
  return (
    <FieldGrid>
      <NumberField
        path="federation.rounds"
        label="Rounds"
        description="How often the hospitals train and their updates are combined. More rounds learn more and take longer."
        whole
      />
      <NumberField
        path="federation.minSites"
        label="Fewest hospitals"
        description="The run begins when so many are ready, and a round counts only if so many answer."
        whole
      />
      <NumberField
        path="federation.sampleFraction"
        label="Share of hospitals in a round"
        description="1 asks every hospital that is ready; 0.1 one in ten, in turn and by the seed, and never fewer than the fewest."
        step={0.05}
      />
      <NumberField
        path="federation.overSelection"
        label="Asked beyond that share"
        description="0.3 asks three in ten more than a round needs, and uses the first that answer: slow ones are not waited for."
        step={0.1}
      />
      <NumberField
        path="federation.roundTimeoutSeconds"
        label="Round timeout (seconds)"
        description="How long a round waits for a slow hospital before it goes on without it."
      />
      {children}
    </FieldGrid>
  );
}

const METRICS: readonly Choice[] = [
  ['auc', 'AUC'],
  ['accuracy', 'Accuracy'],
  ['f1', 'F1'],
  ['recall', 'Recall'],
  ['precision', 'Precision'],
  ['logLoss', 'Log-loss'],
  ['brier', 'Brier score'],
];
const EARLY = 'federation.earlyStopping';

/** Whether a run ends before its last round, and when. */
export function StopEarlyFields() {
  const { study, change } = useDraft();
  const on = isJsonObject(valueAt(study, EARLY));
  return (
    <>
      <NativeSelect
        id={fieldId(EARLY)}
        {...fieldOrder}
        label="Ends early"
        description="When the model gets no better; the best round’s model is kept."
        data={[
          { value: 'no', label: 'No: all rounds' },
          { value: 'yes', label: 'When it gets no better' },
        ]}
        value={on ? 'yes' : 'no'}
        onChange={({ currentTarget: { value } }) =>
          change({ kind: 'set', path: EARLY, value: value === 'yes' ? FRESH_RULE : undefined })
        }
      />
      {on && <ChoiceField path={`${EARLY}.metric`} label="Judged by" choices={METRICS} />}
      {on && (
        <NumberField
          path={`${EARLY}.patience`}
          label="Rounds without progress"
          description="So many in a row end the run."
          whole
        />
      )}
      {on && (
        <NumberField
          path={`${EARLY}.minDelta`}
          label="Progress is more than"
          description="A smaller step counts as none."
          step={0.001}
        />
      )}
    </>
  );
}

const FRESH_RULE = { metric: 'auc', patience: 5, minDelta: 0 };

const UPLOAD: readonly Choice[] = [
  ['float32', '32-bit numbers (exact)'],
  ['float16', '16-bit numbers'],
  ['int8', '8-bit numbers with error feedback'],
];
const DOWNLOAD: readonly Choice[] = [
  ['float32', '32-bit numbers (exact)'],
  ['float16', '16-bit numbers'],
];
const ON_EXCEED: readonly Choice[] = [
  ['refuse', 'Refused'],
  ['clip', 'Shortened to the limit'],
];

/** As what numbers weights travel, and how long an update may be. */
export function WireFields() {
  return (
    <FieldGrid>
      <ChoiceField
        path="federation.compression.upload"
        label="Updates to the coordinator"
        description="Fewer bits, fewer bytes: 4, 2 or about 1 for each number. What a round rounds off is made up for in the next."
        choices={UPLOAD}
      />
      <ChoiceField
        path="federation.compression.download"
        label="Global model to the hospitals"
        description="A hospital that knows no other numbers gets 32-bit ones."
        choices={DOWNLOAD}
      />
      <NumberField
        path="federation.gate.maxUpdateNorm"
        label="Longest update"
        description="How far an update may be from the global model (Euclidean norm). Left empty: no limit."
        optional
      />
      <ChoiceField
        path="federation.gate.onExceed"
        label="A longer one is"
        description="Counts where there is a limit."
        choices={ON_EXCEED}
      />
    </FieldGrid>
  );
}
