import type { IconProps } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import classes from './parts.module.css';

interface MarkProps {
  icon: ComponentType<IconProps>;
  /** A CSS colour for the icon; the words say the same. */
  colour: string;
  words: string;
  hint?: string;
}

/** A state in a table: an icon and its words. */
export function Mark({ icon: Icon, colour, words, hint }: MarkProps) {
  return (
    <span className={classes.mark} title={hint}>
      <Icon size={17} color={colour} aria-hidden />
      {words}
    </span>
  );
}
