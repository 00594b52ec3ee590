// Type-aware lint: what the compiler and biome cannot see. Layout and plain lint belong to biome (biome.json).
import { fileURLToPath } from 'node:url'
import tseslint from 'typescript-eslint'

const root = fileURLToPath(new URL('..', import.meta.url))

const clock = 'The clock is an argument here: take the day or instant from the caller.'

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', 'shared/kernel/assembly/**', '**/*.cjs', '**/*.mjs'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['{shared,electron,renderer,e2e,build}/**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['shared', 'electron', 'renderer', 'e2e', 'build'].map((folder) => `${folder}/tsconfig.json`),
        tsconfigRootDir: root,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/require-await': 'off', // an async handler may have nothing to wait for
      '@typescript-eslint/only-throw-error': 'off', // a signal's reason is thrown on as it is
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off', // `'sum' | string` tells a reader what to expect
      '@typescript-eslint/no-unused-vars': 'off', // the compiler says it
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'performance', message: clock }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use the seeded generator of shared/math/random/draws.ts.' },
        { object: 'Date', property: 'now', message: clock },
        { object: 'crypto', property: 'randomUUID', message: 'Identity comes from the data or from the caller.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
        { selector: "CallExpression[callee.name='Date']", message: clock },
      ],
    },
  },
  {
    files: ['shared/math/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      // An index that a loop keeps inside its array is said by `!`, which costs nothing; `?? 0` would hide a fault as a zero.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.name=Math][property.name=/^(exp|expm1|log|log1p|log2|log10|pow|cbrt|hypot|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh)$/]',
          message: 'Engines differ in the last bit of these; use shared/math/numerics/elementary.ts.',
        },
        {
          selector: "BinaryExpression[operator='**']:not([left.type='Literal'][right.type='Literal'])",
          message: 'Engines differ in powers; multiply, or use power() of numerics/elementary.ts.',
        },
      ],
    },
  },
)
