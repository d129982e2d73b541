/** `ui/mantine.css` names the sheets of the components that are used: one that is missing leaves its component bare. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const renderer = join(root, 'src/renderer');
const sheets = join(root, 'node_modules/@mantine/core/styles');

/** Sheets that components without one of their own are made of (mantine.dev, CSS files list). */
const madeOf: Readonly<Record<string, readonly string[]>> = {
  TextInput: ['Input', 'InlineInput'],
  NativeSelect: ['Input'],
  Select: ['Input', 'Combobox', 'Popover', 'ScrollArea', 'CloseButton'],
  TagsInput: ['Input', 'Combobox', 'Popover', 'ScrollArea', 'CloseButton', 'Pill', 'PillsInput'],
  Checkbox: ['InlineInput'],
  SegmentedControl: ['FloatingIndicator'],
  Modal: ['ModalBase', 'Overlay', 'Paper', 'CloseButton', 'ScrollArea'],
  NumberInput: ['Input', 'UnstyledButton'],
};

function used(): Set<string> {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const names = files.flatMap((name) =>
    [
      ...readFileSync(join(renderer, name), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g),
    ].flatMap(([, list = '']) => list.split(',').map((one) => one.trim())),
  );
  return new Set(names.filter((name) => /^[A-Z]/.test(name)));
}

test('every Mantine component that is used has its sheets on the page', () => {
  const named = new Set(
    [...readFileSync(join(renderer, 'ui/mantine.css'), 'utf8').matchAll(/styles\/([\w-]+)\.css/g)].map(
      ([, name = '']) => name,
    ),
  );
  const components = used();
  expect(components.size).toBeGreaterThan(5);
  const needed = [...components].flatMap((name) => [
    ...(existsSync(join(sheets, `${name}.css`)) ? [name] : []),
    ...(madeOf[name] ?? []),
  ]);
  expect(needed.filter((name) => !named.has(name))).toEqual([]);
  expect([...named].filter((name) => !existsSync(join(sheets, `${name}.css`)))).toEqual([]);
});
