import { type Choice, ChoiceField, FieldGrid, NumberField } from './draft-form.tsx';

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
      <NumberField
        path="federation.gate.maxRelativeNorm"
        label="Longest beside the others"
        description="An update so many times as long as its round’s usual one is left out, and its hospital named. More training steps allow more. Left empty: 10."
        optional
      />
      <NumberField
        path="federation.gate.maxShare"
        label="Most of the model for unconfirmed rows"
        description="Where three or more take part, a hospital’s rows count for no more than this share of a mean until you confirm them on the page “Sites”. 1 is no limit. Left empty: 0.5."
        step={0.05}
        optional
      />
    </FieldGrid>
  );
}
