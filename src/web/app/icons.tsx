import type { ReactNode } from 'react';

/** Line icons of our own, 20 x 20: the few that the page needs. They are decoration; the control around them has the name. */
const PATHS = {
  feed: <path d="M3 5h14M3 10h14M3 15h9" />,
  compare: <path d="M3 17V9h4v8M13 17V3h4v14M2 17h16" />,
  digest: <path d="M3 5h14v10H3zM3 6l7 5 7-5" />,
  themes: <path d="M3 4h6l8 8-5 5-9-9zM6.500 7.500h.01" />,
  trust: (
    <path d="M10 2.500l6.500 2.500v4.500c0 4-2.700 6.700-6.500 8-3.800-1.300-6.500-4-6.500-8V5zM10 6.500v4M10 13.500h.01" />
  ),
  audit: <path d="M4 3h12v14H4zM7 10l2.200 2.200L13 8" />,
  import: <path d="M10 3v9M6 8.500l4 4 4-4M3 13v4h14v-4" />,
  sources: <path d="M10 3v4M10 13v4M3 10h4M13 10h4M10 10h.01M5 5l2 2M13 13l2 2M15 5l-2 2M7 13l-2 2" />,
  search: <path d="M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.500 13.500L17 17" />,
  filter: <path d="M3 5h14M6 10h8M8.500 15h3" />,
  sun: (
    <path d="M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1.100 1.100M14.600 14.600l1.100 1.100M15.700 4.300l-1.100 1.100M5.400 14.600l-1.100 1.100" />
  ),
  moon: <path d="M16.500 12.200A7 7 0 0 1 7.800 3.500a7 7 0 1 0 8.700 8.700z" />,
  auto: <path d="M3 4h14v9H3zM7 17h6M10 13v4" />,
  user: <path d="M10 10a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3.500 17a6.500 6.500 0 0 1 13 0" />,
  close: <path d="M5 5l10 10M15 5L5 15" />,
  out: <path d="M11 4h5v5M16 4l-7 7M8 5H4v11h11v-4" />,
  pen: <path d="M4 16l.8-3.200L13.500 4l2.500 2.500L7.200 15.200z" />,
  play: <path d="M6 4l10 6-10 6z" />,
  pause: <path d="M7 4v12M13 4v12" />,
  plus: <path d="M10 4v12M4 10h12" />,
  left: <path d="M12 4l-6 6 6 6" />,
  right: <path d="M8 4l6 6-6 6" />,
  keys: <path d="M2 6h16v9H2zM5 9h.01M8 9h.01M11 9h.01M14 9h.01M6 12h8" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {PATHS[name]}
    </svg>
  );
}
