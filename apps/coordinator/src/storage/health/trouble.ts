/** What keeps the store from writing and may pass: a full disk, a file that is read-only, a failing disk; or damage, which does not. */
export interface StoreTrouble {
  readonly code: 'STORE_FULL' | 'STORE_READ_ONLY' | 'STORE_BUSY' | 'STORE_UNREADABLE' | 'STORE_DAMAGED';
  /** A sentence that says what is wrong and what to do. */
  readonly message: string;
}

const SENTENCES: readonly (readonly [RegExp, StoreTrouble])[] = [
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT)/,
    {
      code: 'STORE_FULL',
      message: 'The disk that holds the database is full. Nothing that was kept is lost; free some space.',
    },
  ],
  [
    /^(SQLITE_READONLY|EROFS)/,
    {
      code: 'STORE_READ_ONLY',
      message:
        'The database file is read-only. Nothing that was kept is lost; make the file and its folder writable.',
    },
  ],
  [
    /^SQLITE_BUSY/,
    {
      code: 'STORE_BUSY',
      message: 'Another program holds the database. Nothing that was kept is lost; end that program.',
    },
  ],
  [
    /^SQLITE_IOERR/,
    {
      code: 'STORE_UNREADABLE',
      message: 'The disk that holds the database reports errors. Nothing more is written; check the disk.',
    },
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    {
      code: 'STORE_DAMAGED',
      message:
        'The database is damaged. Nothing more is read or written; start the coordinator again: it names the newest good backup, and how to put it back.',
    },
  ],
];

/** The trouble that an error thrown by the store stands for; null for anything else. */
export function storeTrouble(error: unknown): StoreTrouble | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && code === 'STORE_DAMAGED') return { code, message: error.message };
  return SENTENCES.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}
