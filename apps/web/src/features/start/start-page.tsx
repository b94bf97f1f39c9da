/** The first screen: what FedHealth is, and a door for each kind of person. */
import { Button, Container, Grid, Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconArrowRight, IconBuildingHospital, IconChartDots3 } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { Link, useNavigate } from 'react-router';
import { InviteForm } from '../../components/invite-form.tsx';

function Door({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <Paper h="100%" component="section" aria-label={title}>
      <Stack gap="md" h="100%">
        <Group gap="md" wrap="nowrap">
          <ThemeIcon variant="light" size={44} radius="md">
            {icon}
          </ThemeIcon>
          <Title order={2}>{title}</Title>
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}

export function StartPage() {
  const navigate = useNavigate();
  useEffect(() => {
    document.title = 'FedHealth';
  }, []);
  return (
    <Container size="lg" px={{ base: 'md', sm: 'xl' }} py={{ base: 40, sm: 72 }}>
      <Stack gap={48}>
        <Stack gap="md" maw={760}>
          <Title order={1} fz={{ base: 30, sm: 38 }} lh={1.2}>
            Hospitals learn one health-risk model together, and no patient row leaves the building.
          </Title>
          <Text size="lg" c="dimmed">
            Each hospital trains in its own browser. Only model weights and summaries of whole columns travel,
            and every message is listed for the hospital to read.
          </Text>
        </Stack>
        <Grid gap="xl">
          <Grid.Col span={{ base: 12, sm: 7 }}>
            <Door icon={<IconBuildingHospital aria-hidden />} title="I work at a hospital">
              <Text>
                You need an invite link from the study’s administrator and a CSV file of your readings.
                Nothing is installed, and nothing is sent before you agree.
              </Text>
              <InviteForm onInvite={(token) => navigate(`/site?invite=${encodeURIComponent(token)}`)} />
            </Door>
          </Grid.Col>
          <Grid.Col span={{ base: 12, sm: 5 }}>
            <Door icon={<IconChartDots3 aria-hidden />} title="I run the study">
              <Text>Invite hospitals, start runs, follow each round and hand out the finished model.</Text>
              <Group mt="auto">
                <Button
                  component={Link}
                  to="/admin"
                  variant="light"
                  rightSection={<IconArrowRight size={16} aria-hidden />}
                >
                  Open administration
                </Button>
              </Group>
            </Door>
          </Grid.Col>
        </Grid>
      </Stack>
    </Container>
  );
}
