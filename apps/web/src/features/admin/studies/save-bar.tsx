/** The end of the form: what does not fit yet, what saving will do, and the button. */
import type { Study, StudyPlace } from '@fedhealth/fl-core/study';
import { Anchor, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import { IconDeviceFloppy, IconInfoCircle } from '@tabler/icons-react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { formatCount, formatMany } from '../../../lib/format.ts';
import { ApiError } from '../data/api-error.ts';
import { useSaveStudy } from '../data/studies.ts';
import type { JsonObject } from './json-path.ts';
import { placeName } from './place-name.ts';
import type { SavePlan } from './save-plan.ts';

const MOST_SHOWN = 8;

interface SaveBarProps {
  study: JsonObject;
  plan: SavePlan;
  places: readonly StudyPlace[];
  changed: boolean;
  isNew: boolean;
  onShow: (path: string) => void;
  onSaved: (study: Study) => void;
}

export function SaveBar({ study, plan, places, changed, isNew, onShow, onSaved }: SaveBarProps) {
  const { mutate, isPending, error } = useSaveStudy();
  const save = (version: number) => {
    const [first] = places;
    if (first) onShow(first.path);
    else mutate({ ...study, version }, { onSuccess: (saved) => onSaved(saved.study) });
  };
  const other = error instanceof ApiError ? error.nextVersion : undefined;
  return (
    <Paper p="lg" component="section" aria-label="Save">
      <Stack gap="md">
        {places.length > 0 && <Places study={study} places={places} onShow={onShow} />}
        {plan.why && (
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <IconInfoCircle size={20} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
            <Text>{plan.why} Runs and models so far keep the version they were made with.</Text>
          </Group>
        )}
        {error && (
          <ProblemAlert
            title="The study was not saved"
            what={error.message}
            kept="What you filled in is still here, and nothing at the coordinator was changed."
            todo={other === undefined ? 'When the cause is gone, press Save again.' : undefined}
            action={
              other !== undefined && (
                <Button size="xs" variant="light" loading={isPending} onClick={() => save(other)}>
                  Save as version {other}
                </Button>
              )
            }
          />
        )}
        <Group gap="md">
          <Button
            leftSection={<IconDeviceFloppy size={18} aria-hidden />}
            loading={isPending}
            disabled={!changed}
            onClick={() => save(plan.version)}
          >
            {plan.why ? `Save as version ${plan.version}` : `Save version ${plan.version}`}
          </Button>
          {plan.next !== null && (
            <Button
              variant="default"
              loading={isPending}
              disabled={!changed}
              onClick={() => save(plan.next ?? plan.version)}
            >
              Save as version {plan.next}
            </Button>
          )}
          <Text size="sm" c="dimmed">
            {isNew
              ? 'Hospitals can join once you have made an invite link for it.'
              : changed
                ? 'Hospitals that have this study open are asked to reload their page.'
                : 'Nothing has been changed.'}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}

interface PlacesProps {
  study: JsonObject;
  places: readonly StudyPlace[];
  onShow: (path: string) => void;
}

function Places({ study, places, onShow }: PlacesProps) {
  const rest = places.length - MOST_SHOWN;
  return (
    <ProblemAlert
      tone="warning"
      title={`${formatMany(places.length, 'place')} ${places.length === 1 ? 'does' : 'do'} not fit yet`}
      what="Press a place to go to its field."
      action={
        <List size="sm">
          {places.slice(0, MOST_SHOWN).map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              <Anchor component="button" type="button" inherit onClick={() => onShow(path)}>
                {placeName(path, study)}
              </Anchor>
              : {message}
            </List.Item>
          ))}
          {rest > 0 && <List.Item>and {formatCount(rest)} more</List.Item>}
        </List>
      }
    />
  );
}
