/** The mark: three sites around what they learn together. */
export function Brand({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <g stroke="var(--app-series-1)" strokeWidth="2" fill="none">
        <path d="M16 17 16 6M16 17 6.5 23M16 17 25.5 23" />
      </g>
      <circle cx="16" cy="17" r="5" fill="var(--app-series-1)" />
      <g fill="var(--mantine-color-body)" stroke="var(--app-series-1)" strokeWidth="2">
        <circle cx="16" cy="5.5" r="3.2" />
        <circle cx="6" cy="23.5" r="3.2" />
        <circle cx="26" cy="23.5" r="3.2" />
      </g>
    </svg>
  );
}
