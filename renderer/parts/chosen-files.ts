// What a person drops or chooses: files, and folders with what lies in them. A browser shows a folder entry by entry; on
// the desktop its File has a path, and nothing needs to be listed.

export interface ChosenFolder {
  readonly name: string
  /** The folder itself, where the system gives it as a file. */
  readonly self: File | null
  /** Its files, each with its path below the folder. */
  readonly list: () => Promise<readonly { readonly path: string; readonly file: File }[]>
}

export type Chosen = File | ChosenFolder

/** Must be called while the drop is handled: its items are gone afterwards. */
export function droppedFiles(data: DataTransfer): Chosen[] {
  return [...data.items].flatMap((item): Chosen[] => {
    const file = item.getAsFile()
    const entry = item.webkitGetAsEntry()
    if (entry?.isDirectory) {
      const folder = entry as FileSystemDirectoryEntry
      return [{ name: folder.name, self: file, list: () => filesBelow(folder, '') }]
    }
    return file === null ? [] : [file]
  })
}

/** The folder behind a chooser of folders, whose files come with their path from the folder on. */
export function chosenFolder(files: readonly File[]): ChosenFolder | null {
  const [first] = files
  if (first === undefined) return null
  const [name = ''] = first.webkitRelativePath.split('/')
  const below = files.map((file) => ({ path: file.webkitRelativePath.slice(name.length + 1), file }))
  return { name, self: null, list: () => Promise.resolve(below) }
}

async function filesBelow(folder: FileSystemDirectoryEntry, below: string): Promise<{ path: string; file: File }[]> {
  const files: { path: string; file: File }[] = []
  for (const entry of await entriesOf(folder)) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory) files.push(...(await filesBelow(entry as FileSystemDirectoryEntry, path)))
    else files.push({ path, file: await fileOf(entry as FileSystemFileEntry) })
  }
  return files
}

/** A browser gives the entries of a folder in portions, an empty one at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
    all.push(...some)
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject))
