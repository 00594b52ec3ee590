// Says what a file is when it is not text: by its first bytes, never by its name; a ZIP by the names inside.
// Called by the encoding probe on the first bytes of the (unpacked) content, and by sources.ts.

/** Keys of the `fileKinds` words: what the user dropped instead of an export. */
type FileKind = (typeof kinds)[number]['kind'] | 'tar' | 'web-page' | 'binary'
type OfficeKind = 'xlsx' | 'xlsb' | 'ods' | 'numbers' | 'document'

const kinds = [
  { kind: 'png', magic: '89504e470d0a1a0a' },
  { kind: 'jpeg', magic: 'ffd8ff' },
  { kind: 'gif', magic: '47494638' },
  { kind: 'pdf', magic: '25504446' },
  // A ZIP that is not itself the file: inside gzip, say.
  { kind: 'zip', magic: '504b0304' },
  { kind: 'zip', magic: '504b0506' },
  { kind: 'parquet', magic: '50415231' },
  { kind: 'old-office', magic: 'd0cf11e0a1b11ae1' },
  { kind: 'sqlite', magic: '53514c69746520666f726d6174203300' },
  { kind: 'zstd', magic: '28b52ffd' },
  { kind: 'seven-zip', magic: '377abcaf271c' },
  { kind: 'rar', magic: '526172211a07' },
  { kind: 'bzip2', magic: '425a68' },
  { kind: 'xz', magic: 'fd377a585a00' },
  { kind: 'gzip-in-gzip', magic: '1f8b' },
] as const

const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')

/** The kind of a file that is not text, or null. `head` is the start of the content, at least 4 KB when there is as much. */
export function foreignKind(head: Uint8Array): FileKind | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const hex = bytes.subarray(0, 16).toString('hex')
  const found = kinds.find(({ magic }) => hex.startsWith(magic))
  if (found) return found.kind
  const ascii = bytes.subarray(0, 4096).toString('latin1')
  if (ascii.slice(257, 262) === 'ustar') return 'tar'
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|\?xml)/i.test(ascii)) return 'web-page'
  return null
}

/** Whether the directory of a compound file names the stream of a workbook behind a password. */
export const isEncryptedOffice = (directory: Buffer): boolean => directory.includes(encryptedPackage)

/** What a ZIP is when it is an office document; null for an ordinary archive. */
export function officeKind(names: readonly string[]): OfficeKind | null {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (has(/^\[Content_Types\]\.xml$/i)) return has(/^xl\/workbook\.bin$/) ? 'xlsb' : has(/^xl\/[^/]+\.xml$/) ? 'xlsx' : 'document'
  if (has(/^mimetype$/) && has(/^content\.xml$/)) return 'ods'
  return has(/^Index\/Document\.iwa$/) ? 'numbers' : null
}
