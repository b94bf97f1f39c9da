/** Fields of the federation section beside its strategy: of a study, and of one run of it. */

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
} from './draft-form.tsx';
import { isJsonObject, type Json, valueAt } from './json-path.ts';

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
  return (
    <RuleFields
      path={EARLY}
      label="Ends early"
      description="When the model gets no better on the coordinator’s validation rows; the best round’s model is kept."
      off="No: all rounds"
      on="When it gets no better"
      fresh={{ metric: 'auc', patience: 5, minDelta: 0 }}
    >
      <ChoiceField path={`${EARLY}.metric`} label="Judged by" choices={METRICS} />
      <NumberField
        path={`${EARLY}.patience`}
        label="Rounds without progress"
        description="So many in a row end the run."
        whole
      />
      <NumberField
        path={`${EARLY}.minDelta`}
        label="Progress is more than"
        description="A smaller step counts as none."
        step={0.001}
      />
    </RuleFields>
  );
}

const OWN = 'federation.personalization';

/** Whether each hospital ends with a version of the model that is its own. */
export function OwnVersionFields() {
  return (
    <RuleFields
      path={OWN}
      label="Each hospital’s own version"
      description="When a run is over, each hospital trains the shared model on with its own rows. That version never leaves it. The strategy Ditto makes one too."
      off="No: the shared model alone"
      on="Trained on at each hospital"
      fresh={{ epochs: 5 }}
    >
      <NumberField
        path={`${OWN}.epochs`}
        label="Passes for its own version"
        description="How often a hospital goes over its rows for it; more fit its patients closer and may fit them too closely."
        whole
      />
    </RuleFields>
  );
}

interface RuleFieldsProps {
  path: string;
  label: string;
  description: string;
  /** The words for a study without the rule, and with it. */
  off: string;
  on: string;
  /** The rule as it begins. */
  fresh: Json;
  /** What is to be said of the rule once there is one. */
  children: ReactNode;
}

/** A rule that a study may do without. */
function RuleFields({ path, label, description, off, on, fresh, children }: RuleFieldsProps) {
  const { study, errors, change } = useDraft();
  const held = isJsonObject(valueAt(study, path));
  return (
    <>
      <NativeSelect
        id={fieldId(path)}
        {...fieldOrder}
        label={label}
        description={description}
        data={[
          { value: 'no', label: off },
          { value: 'yes', label: on },
        ]}
        value={held ? 'yes' : 'no'}
        error={errors.get(path)}
        onChange={({ currentTarget: { value } }) =>
          change({ kind: 'set', path, value: value === 'yes' ? fresh : undefined })
        }
      />
      {held && children}
    </>
  );
}
