import { Divider } from '@mantine/core';
import { Section } from './draft-form.tsx';
import { OwnVersionFields, PlanFields, StopEarlyFields } from './federation-fields.tsx';
import { StrategyFields } from './strategy-fields.tsx';
import { WireFields } from './wire-fields.tsx';

/** How hospitals learn together. A run goes like this unless its plan says otherwise. */
export function FederationSection() {
  return (
    <>
      <Section
        title="Federation"
        lead="How the hospitals learn together. A run can differ from this in any point."
      >
        <PlanFields>
          <StopEarlyFields />
          <OwnVersionFields />
        </PlanFields>
      </Section>
      <UpdateSections />
    </>
  );
}

/** What becomes of updates: in a study, and in a run that differs from it. */
export function UpdateSections() {
  return (
    <>
      <Divider />
      <Section title="How updates are combined">
        <StrategyFields />
      </Section>
      <Divider />
      <Section title="How weights travel, and what is let in">
        <WireFields />
      </Section>
    </>
  );
}
