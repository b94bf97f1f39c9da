import type { StudyDetailView } from '@fedhealth/fl-core/protocol';
import { Anchor, Button, Group, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconLink } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { Page } from '../../../components/page.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { formatMany } from '../../../lib/format.ts';
import { useCreateInvite } from '../data/mutations.ts';
import { useStudy } from '../data/studies.ts';
import { NewLink } from '../parts/new-link.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { StartRun } from '../runs/new/start-run.tsx';
import { draftOf } from './study-draft.ts';
import { StudyEditor } from './study-editor.tsx';

/** One study: its versions, its invite links, its runs, and the form. */
export function StudyPage() {
  const { id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const version = Number(search.get('version')) || undefined;
  const query = useStudy(id, version);
  const [saved, setSaved] = useState<number | null>(null);
  /** Each saving begins the form anew. */
  const [times, setTimes] = useState(0);
  const title = query.data?.study.title ?? 'Study';
  return (
    <Page
      title={title}
      lead={
        <>
          <Anchor component={Link} to="/admin/studies" underline="always">
            All studies
          </Anchor>
          {query.data &&
            ` · ${id} · ${formatMany(query.data.sites, 'hospital')} joined, ${formatMany(query.data.runs, 'run')}`}
        </>
      }
      size="xl"
      actions={query.data && <StartRun studyId={id} />}
    >
      <QueryView query={query} what="the study" rows={6}>
        {(detail) => (
          <Stack gap="lg">
            <Paper p="lg">
              <Group justify="space-between" align="flex-end" gap="lg">
                <Versions
                  detail={detail}
                  onChoose={(next) => {
                    setSaved(null);
                    setSearch(next === detail.versions[0]?.version ? {} : { version: String(next) });
                  }}
                />
                <Invite studyId={id} />
              </Group>
              {saved === detail.study.version && (
                <Group gap="xs" mt="md" role="status">
                  <IconCircleCheck size={20} color="var(--app-good)" aria-hidden />
                  <Text>Version {saved} was saved. Hospitals that open their link now get it.</Text>
                </Group>
              )}
            </Paper>
            <Editor
              key={`${id} ${version ?? 'newest'} ${times}`}
              detail={detail}
              onSaved={(next) => {
                setSaved(next);
                setTimes((before) => before + 1);
                setSearch({});
              }}
            />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

interface EditorProps {
  detail: StudyDetailView;
  onSaved: (version: number) => void;
}

function Editor({ detail: { study, versions }, onSaved }: EditorProps) {
  // A study that is read again while it is edited does not take the place of what was filled in.
  const [first] = useState(study);
  const start = useMemo(() => draftOf(first), [first]);
  return <StudyEditor start={start} versions={versions} onSaved={(saved) => onSaved(saved.version)} />;
}

interface VersionsProps {
  detail: StudyDetailView;
  onChoose: (version: number) => void;
}

function Versions({ detail: { study, versions }, onChoose }: VersionsProps) {
  const words = ({ version, runs, locked }: StudyDetailView['versions'][number]) => {
    const state = locked === 'run' ? formatMany(runs, 'run') : locked ? 'from the settings' : 'not run yet';
    return `Version ${version} (${state})`;
  };
  return (
    <NativeSelect
      label="Version"
      data={versions.map((one) => ({ value: String(one.version), label: words(one) }))}
      value={String(study.version)}
      onChange={({ currentTarget: { value } }) => onChoose(Number(value))}
    />
  );
}

/** Makes a link for this study and shows it. */
function Invite({ studyId }: { studyId: string }) {
  const { mutate: create, data, isPending, error } = useCreateInvite();
  return (
    <Stack gap="xs" align="flex-start" flex={1} miw={260}>
      <Group gap="md">
        <Button
          variant="light"
          loading={isPending}
          leftSection={<IconLink size={16} aria-hidden />}
          onClick={() => create({ studyId })}
        >
          New invite link
        </Button>
      </Group>
      {data?.url && <NewLink url={data.url} />}
      {error && <ProblemAlert title="No link was made" what={error.message} todo="Try again in a moment." />}
    </Stack>
  );
}
