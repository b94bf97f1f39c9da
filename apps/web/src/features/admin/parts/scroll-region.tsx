import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './parts.module.css';

interface ScrollRegionProps {
  /** What a screen reader calls it. */
  label: string;
  maxHeight?: number;
  children: ReactNode;
}

/** Scrolls wide or long content inside itself, so that the page never scrolls sideways; the keyboard reaches it. */
export function ScrollRegion({ label, maxHeight, children }: ScrollRegionProps) {
  return (
    <Box className={classes.scroll} mah={maxHeight} role="group" aria-label={label} tabIndex={0}>
      {children}
    </Box>
  );
}
