// One-line drawings on a 16 px grid, in the colour of the text beside them. Decoration: the words carry the meaning.

const paths = {
  check: 'M3 8.5l3.2 3.2L13 5',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.2M8 11.6v.4',
  breach: 'M5.2 2h5.6L14 5.2v5.6L10.8 14H5.2L2 10.8V5.2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  info: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 7.2v4M8 4.9v.4',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  ascending: 'M8 13V3M4.5 6.5L8 3l3.5 3.5',
  descending: 'M8 3v10M4.5 9.5L8 13l3.5-3.5',
  copy: 'M5.5 5.5h7v8h-7zM10.5 5.5v-3h-7v8h2',
  image: 'M2.5 3.5h11v9h-11zM2.5 11l3.5-3.5 3 3 2-2 2.5 2.5M10.4 6.1v.1',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9',
  chart: 'M2.5 2.5v11h11M5.5 11V8M8.5 11V5M11.5 11V7',
  search: 'M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.3 10.3l3.2 3.2',
  undo: 'M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 010 7H6',
  redo: 'M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 000 7H10',
  plus: 'M8 3v10M3 8h10',
  overview: 'M2.5 8L8 3l5.5 5M4 7v6.5h8V7',
  import: 'M8 2.5v7.5M4.8 7L8 10.2 11.2 7M2.5 13.5h11',
  usage: 'M2.5 13.5h11M4.5 13.5V9M8 13.5V4M11.5 13.5V7',
  forecast: 'M2.5 12l4-4 2.5 2M9 10l4.5-6M9 10l4.5 1.5',
  exposure: 'M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z',
  market: 'M2.5 10.5l3.5-4 3 2.5 4.5-5.5M10.5 3.5h3v3',
  desk: 'M3 13.5V6M6.3 13.5V4M9.7 13.5V7.5M13 13.5V9M2 2.5h12',
  risk: 'M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z',
  reports: 'M4 2.5h5.5L12 5v8.5H4zM9.5 2.5V5H12M6 8h4M6 10.5h4',
  log: 'M3 4h10M3 8h10M3 12h6',
  settings: 'M3 5h6M12 5h1M3 11h1M7 11h6M10.5 3.5v3M5.5 9.5v3',
  folder: 'M2.5 4h4l1.5 2h5.5v7h-11z',
  file: 'M4 2.5h5.5L12 5v8.5H4zM9.5 2.5V5H12',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
