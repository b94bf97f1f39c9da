/** Fields of a run's plan beside its strategy. */
import type { ReactNode } from 'react';
import { type Choice, ChoiceField, FieldGrid, NumberField } from '../studies/draft-form.tsx';

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
        path="federation.roundTimeoutSeconds"
        label="Round timeout (seconds)"
        description="How long a round waits for a slow hospital before it goes on without it."
      />
      {children}
    </FieldGrid>
  );
}

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
