/** The strategy of a study and its parameters, each with what it means. */
import { type ChoiceParameter, limitsInWords, STRATEGIES } from '@fedhealth/fl-core/aggregation';
import { NativeSelect, Stack, Text } from '@mantine/core';
import { FieldGrid, fieldId, fieldOrder, NumberField, useDraft } from './draft-form.tsx';
import { isJsonObject, type JsonObject, valueAt } from './json-path.ts';
import { describedStrategy, explained, freshStrategy, nameInStudy } from './strategy-choice.ts';

const PATH = 'federation.strategy';

export function StrategyFields() {
  const { study, errors, change } = useDraft();
  const held = valueAt(study, PATH);
  const strategy: JsonObject = isJsonObject(held) ? held : { kind: String(held ?? '') };
  const kind = String(strategy.kind ?? '');
  const known = describedStrategy(kind);
  const data = STRATEGIES.map((one) => ({ value: one.kind, label: one.title }));
  const error = [...errors].find(([place]) => place.startsWith(PATH))?.[1];
  return (
    <Stack gap="md">
      <FieldGrid>
        <NativeSelect
          id={fieldId(PATH)}
          {...fieldOrder}
          label="Strategy"
          description={known?.summary}
          data={known ? data : [{ value: kind, label: kind }, ...data]}
          value={known?.kind ?? kind}
          error={error}
          onChange={({ currentTarget: { value } }) =>
            change({ kind: 'set', path: PATH, value: freshStrategy(value) })
          }
        />
        {Object.entries(known?.parameters ?? {}).map(([name, parameter]) => {
          const path = `${PATH}.${nameInStudy(strategy, name, parameter)}`;
          return parameter.type === 'choice' ? (
            <StrategyChoice key={`${kind}.${name}`} path={path} parameter={parameter} />
          ) : (
            <NumberField
              key={`${kind}.${name}`}
              path={path}
              label={parameter.label}
              description={explained(parameter)}
              whole={parameter.whole ?? false}
              optional
            />
          );
        })}
      </FieldGrid>
      {known && (
        <Stack gap={4}>
          {limitsInWords(known.limits).map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
          <Text size="sm" c="dimmed">
            {known.title}: {known.paper}.
          </Text>
        </Stack>
      )}
    </Stack>
  );
}

/** Shows the default where the study says nothing. */
function StrategyChoice({ path, parameter }: { path: string; parameter: ChoiceParameter }) {
  const { study, change } = useDraft();
  const held = valueAt(study, path);
  const { flags } = parameter;
  const value = typeof held === 'boolean' && flags ? flags[held ? 'true' : 'false'] : held;
  return (
    <NativeSelect
      id={fieldId(path)}
      {...fieldOrder}
      label={parameter.label}
      description={parameter.meaning}
      data={parameter.choices.map(([choice, words]) => ({ value: choice, label: words }))}
      value={String(value ?? parameter.default)}
      onChange={({ currentTarget }) => change({ kind: 'set', path, value: currentTarget.value })}
    />
  );
}
