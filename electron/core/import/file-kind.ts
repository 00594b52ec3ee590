// Says what a file is when it is not text: by its first bytes, never by its name.
// Called by the encoding probe on the first bytes of the (unpacked) content.

/** Keys of the `fileKinds` words: what the user dropped instead of an export. */
type FileKind = (typeof kinds)[number]['kind'] | 'xlsx' | 'tar' | 'web-page' | 'binary'

const kinds = [
  { kind: 'png', magic: '89504e470d0a1a0a' },
  { kind: 'jpeg', magic: 'ffd8ff' },
  { kind: 'gif', magic: '47494638' },
  { kind: 'pdf', magic: '25504446' },
  { kind: 'zip', magic: '504b0304' },
  { kind: 'zip', magic: '504b0506' },
  { kind: 'parquet', magic: '50415231' },
  { kind: 'old-office', magic: 'd0cf11e0a1b11ae1' },
  { kind: 'sqlite', magic: '53514c69746520666f726d6174203300' },
  { kind: 'zstd', magic: '28b52ffd' },
  { kind: 'seven-zip', magic: '377abcaf271c' },
  { kind: 'bzip2', magic: '425a68' },
  { kind: 'xz', magic: 'fd377a585a00' },
  { kind: 'gzip-in-gzip', magic: '1f8b' },
] as const

/** The kind of a file that is not text, or null. `head` is the start of the content, at least 4 KB when there is as much. */
export function foreignKind(head: Uint8Array): FileKind | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const hex = bytes.subarray(0, 16).toString('hex')
  const found = kinds.find(({ magic }) => hex.startsWith(magic))
  const ascii = bytes.subarray(0, 4096).toString('latin1')
  if (found?.kind === 'zip') return ascii.includes('xl/') || ascii.includes('[Content_Types].xml') ? 'xlsx' : 'zip'
  if (found) return found.kind
  if (ascii.slice(257, 262) === 'ustar') return 'tar'
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|\?xml)/i.test(ascii)) return 'web-page'
  return null
}
