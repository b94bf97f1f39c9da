import { Button, Code, Collapse, FileButton, Group, Paper, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDownload, IconUpload } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { saveText } from '../../../lib/save-text.ts';
import { ScrollRegion } from '../parts/scroll-region.tsx';
import type { JsonObject } from './json-path.ts';
import { readStudyText, type StudyDraft } from './study-draft.ts';

/** The study as its file would be, to look at and to take along. */
export function StudyJson({ study, onLoad }: { study: JsonObject; onLoad: (draft: StudyDraft) => void }) {
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async (file: File | null) => {
    if (!file) return;
    const read = readStudyText(await file.text().catch(() => ''));
    setProblem(read.ok ? null : read.error.message);
    if (read.ok) onLoad(read.value);
  };
  const region = useId();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const text = () => `${JSON.stringify(study, null, 2)}\n`;
  const name = `${String(study.id || 'study')}-v${String(study.version)}.json`;
  return (
    <Paper p="lg">
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Button
            variant="subtle"
            leftSection={<Chevron size={16} aria-hidden />}
            aria-expanded={open}
            aria-controls={region}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Hide the JSON' : 'Show the JSON'}
          </Button>
          <Group gap="sm">
            <FileButton onChange={(file) => void load(file)} accept=".json,application/json">
              {(props) => (
                <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
                  Fill in from JSON
                </Button>
              )}
            </FileButton>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => saveText(name, text(), 'application/json')}
            >
              Download JSON
            </Button>
          </Group>
        </Group>
        {problem && (
          <ProblemAlert
            title="The form was not filled in"
            what={problem}
            kept="What you filled in is as it was."
            todo="Choose another file."
          />
        )}
        <Collapse expanded={open} id={region}>
          {open && (
            <Stack gap="sm">
              <Text size="sm" c="dimmed">
                What the form does not show can be set in the file: download it, change it, and fill in from
                it.
              </Text>
              <ScrollRegion label="The study as JSON" maxHeight={420}>
                <Code block>{text()}</Code>
              </ScrollRegion>
            </Stack>
          )}
        </Collapse>
      </Stack>
    </Paper>
  );
}
