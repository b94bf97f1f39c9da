import { Text, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { exactTime, relativeTime } from '../lib/format.ts';

/** "3 minutes ago", the exact time on hover or focus; keeps itself up to date. */
export function RelativeTime({ at }: { at: string | number | Date }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return <>—</>;
  return (
    <Tooltip label={exactTime(moment)}>
      <Text component="time" inherit dateTime={moment.toISOString()} style={{ whiteSpace: 'nowrap' }}>
        {relativeTime(moment, now)}
      </Text>
    </Tooltip>
  );
}
