// The program's version, as every result's basis and every document names it. Bundled from package.json.
import manifest from '../../package.json' with { type: 'json' }

export const version: string = manifest.version
