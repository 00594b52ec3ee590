// Who may import whom. A row is a folder, its list the folders it may reach besides itself; a folder below
// another has its own row. Run by test.mjs, which also fails when fewer modules than expected were seen.
const words = ['shared/result', 'shared/language']
const mayImport = {
  'shared/units': [],
  'shared/result': [],
  'shared/math': ['shared/units'],
  // The calculator: names and shapes of `ballast calc` over the models.
  'shared/calc': ['shared/units', 'shared/math', 'shared/kernel', 'shared/solver', ...words],
  // Linear programs: a package of its own, in the place of an interface of shared/math.
  'shared/solver': ['shared/units', 'shared/math'],
  // The WebAssembly kernel of the simulation and its frame.
  'shared/kernel': ['shared/math'],
  'shared/domain': ['shared/units', 'shared/result'],
  'shared/language': ['shared/units', 'shared/result', 'shared/domain'],
  'shared/contract': ['shared/units', 'shared/domain', ...words],
  'shared/worker': ['shared/units', 'shared/math', 'shared/kernel', 'shared/calc', ...words],
  'electron/core/import': ['shared/units', 'shared/domain', ...words],
  'electron/core/ledger': ['shared/units', 'shared/domain', ...words],
  'electron/core/market': ['shared/units', 'shared/domain', 'shared/contract', ...words],
  'electron/core/prices': ['shared/units', 'shared/domain', ...words],
  // Documents are made from frozen data: no ledger, no mathematics.
  'electron/core/report': ['shared/units', 'shared/domain', 'shared/contract', ...words],
  'electron/core/steps': [
    'shared/units',
    'shared/domain',
    'shared/contract',
    'shared/worker',
    ...words,
    'electron/core/import',
    'electron/core/ledger',
    'electron/core/market',
    'electron/core/prices',
    'electron/core/report',
  ],
  'electron/core': ['shared/units', 'shared/domain', 'shared/contract', 'shared/worker', ...words, 'electron/core'],
  'electron/host': ['shared/units', 'shared/domain', 'shared/contract', ...words, 'electron/core'],
  // Benchmarks measure the models themselves.
  'electron/host/bench': [
    'shared/units',
    'shared/contract',
    'shared/math',
    'shared/kernel',
    'shared/solver',
    'shared/worker',
    ...words,
    'electron/core',
    'electron/host',
  ],
  // page-files: the same list of files and the same policy as the loopback host serves. memory: what the core's process is started with.
  'electron/shell': ['shared/contract', ...words, 'electron/host/page-files', 'electron/host/memory'],
  'renderer/parts': ['shared/units', ...words],
  'renderer/charts': ['shared/units', ...words, 'renderer/parts'],
  'renderer/client': ['shared/contract', ...words],
  'renderer/state': ['shared/units', 'shared/domain', 'shared/contract', ...words, 'renderer/client'],
  'renderer/screens': [
    'shared/units',
    'shared/domain',
    'shared/contract',
    ...words,
    'renderer/client',
    'renderer/state',
    'renderer/charts',
    'renderer/parts',
  ],
  // The page's own worker: the models beside the core, for figures that are calculated twice.
  'renderer/worker': ['shared/worker', ...words],
  renderer: ['shared/units', 'shared/contract', ...words, 'renderer'],
  e2e: ['shared/contract', 'shared/fixtures', ...words, 'electron/host'],
  build: ['electron/host', 'shared/contract'],
}

// Package (a pattern for the start of its name) and the folders that may use it.
const packages = [
  ['electron/', ['electron/shell']],
  ['@duckdb/', ['electron/core/ledger']],
  ['ws/', ['electron/host', 'e2e']],
  ['(react|react-dom|react-aria-components|recharts|zustand|@tanstack/[^/]+)/', ['renderer']],
  ['@fontsource/', ['renderer', 'electron/core/report']],
  [
    'zod/',
    ['shared/contract', 'shared/calc', 'shared/result', 'electron/core/import', 'electron/core/ledger', 'electron/core/recent-files'],
  ],
  ['decimal\\.js/', ['shared/units']],
  ['highs/', ['shared/solver']],
  ['hucre/', ['electron/core/report', 'electron/core/import']],
  ['(fzstd|yauzl)/', ['electron/core/import']],
  ['@pydantic/genai-prices/', ['electron/core/prices']],
  ['(playwright-core|@sparticuz/chromium)/', ['electron/host', 'electron/core/report', 'e2e', 'build']],
  ['(@playwright/test|@axe-core/playwright)/', ['e2e', 'build']],
]

const test = '\\.test\\.tsx?$'
const under = (folder) => `^${folder}[/.]`
const layers = Object.keys(mayImport).sort((a, b) => b.length - a.length)

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...layers.map((layer) => ({
      name: `${layer} may import only: ${mayImport[layer].join(', ') || 'itself'}`,
      severity: 'error',
      from: { path: under(layer), pathNot: layers.filter((other) => other.startsWith(`${layer}/`)).map(under) },
      to: { path: '^(shared|electron|renderer|e2e|build)/', pathNot: [layer, ...mayImport[layer]].map(under) },
    })),
    {
      name: 'no-node-in-shared-or-renderer',
      severity: 'error',
      from: { path: '^(shared|renderer)/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    ...packages.map(([name, homes]) => ({
      name: `${name} only in ${homes.join(', ')}`,
      severity: 'error',
      from: { pathNot: ['node_modules', test, ...homes.map(under)] },
      to: { path: `node_modules/${name}` },
    })),
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: {},
      to: { path: test },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules/@types/node' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
}
