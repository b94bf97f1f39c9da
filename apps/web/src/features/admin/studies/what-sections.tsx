/** What is learned: the study's name, its label and its other columns. */
import { ColumnField, FieldGrid, Section, TextField } from './draft-form.tsx';

export function AboutSection({ isNew }: { isNew: boolean }) {
  return (
    <Section title="About">
      <FieldGrid>
        <TextField
          path="id"
          label="Id"
          description={isNew ? 'Letters, digits, dots, dashes; it stays' : 'It stays as it is'}
          disabled={!isNew}
        />
        <TextField path="title" label="Title" description="As hospitals see it" />
      </FieldGrid>
      <TextField
        path="description"
        label="Description"
        description="What the study learns, for the staff of a hospital"
        long
      />
    </Section>
  );
}

export function LabelSection() {
  return (
    <Section
      title="Label"
      lead="The outcome to learn: a column with two values. Rows without it are left out."
    >
      <FieldGrid>
        <ColumnField path="label.column" label="Label column" />
        <TextField path="label.positive" label="Value that means “yes”" />
        <TextField path="label.negative" label="Value that means “no” (optional)" optional />
        <TextField
          path="label.description"
          label="The outcome in words (optional)"
          description="As hospitals read it, such as “At raised risk in this hour”"
          optional
        />
      </FieldGrid>
    </Section>
  );
}

export function ColumnsSection() {
  return (
    <Section
      title="Time and subject"
      lead="Columns that say when a reading was taken and whose it is. Both are optional."
    >
      <FieldGrid>
        <ColumnField path="timestamp" label="Time column" optional />
        <ColumnField path="subject" label="Subject column" optional />
      </FieldGrid>
    </Section>
  );
}
