import { describe, expect, test } from 'vitest';
import { checkModule } from '../../scripts/boundaries/check.ts';
import { impureAllowed, mayImport, packageRules } from '../../scripts/boundaries/rules.ts';

function rules(file: string, source: string): string[] {
  return checkModule(file, source).map(({ rule }) => rule);
}

const inMain = (room: string) => !['shared', 'renderer', 'backend', 'simulators'].includes(room);
const folderOf = (room: string) => {
  if (!inMain(room)) return `src/${room}/x/y.ts`;
  return room.endsWith('.ts') ? `src/main/${room}` : `src/main/${room}/y.ts`;
};
const specifierTo = (from: string, room: string) => {
  const up = '../'.repeat(from.split('/').length - 1);
  return `./${up}${folderOf(room)}`;
};

describe('every pair of rooms', () => {
  const rooms = Object.keys(mayImport);
  for (const from of rooms) {
    test(`${from} imports what its row allows and nothing else`, () => {
      for (const to of rooms) {
        const file = folderOf(from);
        const source = `import { x } from '${specifierTo(file, to)}';`;
        const allowed = from === to || to === 'shared' || (mayImport[from] ?? []).includes(to);
        expect(rules(file, source), `${from} → ${to}`).toEqual(allowed ? [] : ['rooms']);
      }
    });
  }
});

describe('ways to import are all seen', () => {
  const file = 'src/main/ledger/append.ts';
  test.each([
    `import { x } from '../desk/x.ts';`,
    `import type { X } from '../desk/x.ts';`,
    `import { type X } from '../desk/x.ts';`,
    `import '../desk/x.ts';`,
    `import x, * as y from '../desk/x.ts';`,
    `export { x } from '../desk/x.ts';`,
    `export type { X } from '../desk/x.ts';`,
    `export * from '../desk/x.ts';`,
    `const x = await import('../desk/x.ts');`,
    `type X = import('../desk/x.ts').X;`,
    `const x = require('../desk/x.ts');`,
    `import { a,\n  b } from\n  '../desk/x.ts';`,
  ])('%s', (source) => {
    expect(rules(file, source)).toEqual(['rooms']);
  });

  test('text in comments, strings and templates is not an import', () => {
    const source = [
      `// import { x } from '../desk/x.ts';`,
      `/* export * from '../desk/x.ts' */`,
      `const a = "import { x } from '../desk/x.ts'";`,
      'const b = `import("../desk/x.ts") Date.now()`;',
      'const c = /import\\("..\\/desk"\\)/;',
    ].join('\n');
    expect(rules(file, source)).toEqual([]);
  });

  test('a computed import is refused, but for the entries', () => {
    expect(rules(file, 'const x = await import(name);')).toEqual(['computed']);
    expect(rules('src/main/tools/x.ts', 'const x = await import(name);')).toEqual([]);
  });
});

describe('single files and types', () => {
  test('desk takes store/transact.ts, not store', () => {
    expect(rules('src/main/desk/x.ts', `import { transact } from '../store/transact.ts';`)).toEqual([]);
    expect(rules('src/main/desk/x.ts', `import { openDatabase } from '../store/database.ts';`)).toEqual([
      'rooms',
    ]);
  });
  test('shell takes only types of devices/ports.ts', () => {
    expect(rules('src/main/shell/x.ts', `import type { P } from '../devices/ports.ts';`)).toEqual([]);
    expect(rules('src/main/shell/x.ts', `import { p } from '../devices/ports.ts';`)).toEqual(['types-only']);
    expect(rules('src/main/shell/x.ts', `import type { P } from '../devices/supervisor.ts';`)).toEqual([
      'rooms',
    ]);
  });
  test('src reaches nothing outside itself but resources', () => {
    expect(rules('src/main/ledger/x.ts', `import { x } from '../../../test/support/x.ts';`)).toEqual([
      'rooms',
    ]);
    expect(rules('src/renderer/ui/x.ts', `import icon from '../../../resources/icon.png?url';`)).toEqual([]);
    expect(rules('src/shared/i18n/x.ts', `import vi from '../../../resources/vi.json';`)).toEqual(['rooms']);
  });
  test('a room nobody planned is refused', () => {
    expect(rules('src/main/helpers/x.ts', '')).toEqual(['unknown-room']);
  });
  test('tests and scripts are free', () => {
    expect(rules('test/unit/x.test.ts', `import { x } from '../../src/main/desk/x.ts'; Date.now();`)).toEqual(
      [],
    );
  });
});

describe('packages', () => {
  test.each([
    ['src/main/desk/x.ts', 'electron'],
    ['src/main/counter.ts', 'electron/main'],
    ['src/main/devices/printer/x.ts', 'serialport'],
    ['src/main/devices/printer/x.ts', 'node:net'],
    ['src/main/spool/x.ts', 'node:tls'],
    ['src/main/rpc/x.ts', 'ws'],
    ['src/main/desk/x.ts', 'node:http'],
    ['src/main/ledger/x.ts', 'better-sqlite3'],
    ['src/shared/money/x.ts', 'node:crypto'],
    ['src/shared/money/x.ts', 'kysely'],
    ['src/renderer/ui/x.tsx', 'node:fs'],
    ['src/renderer/ui/x.tsx', 'electron'],
  ])('%s may not take %s', (file, name) => {
    expect(rules(file, `import x from '${name}';`)).toEqual(['package']);
  });

  test.each([
    ['src/main/shell/electron.ts', 'electron'],
    ['src/main/devices/transport/tcp.ts', 'node:net'],
    ['src/main/shell/browser.ts', 'ws'],
    ['src/main/store/database.ts', 'better-sqlite3'],
    ['src/simulators/printer/main.ts', 'node:net'],
    ['src/shared/rpc/contract.ts', 'zod'],
    ['src/renderer/ui/x.tsx', 'react'],
  ])('%s may take %s', (file, name) => {
    expect(rules(file, `import x from '${name}';`)).toEqual([]);
  });

  test('types of the database driver are free, of electron not', () => {
    expect(rules('src/main/ledger/x.ts', `import type { D } from 'better-sqlite3';`)).toEqual([]);
    expect(rules('src/main/ledger/x.ts', `import type { D } from 'electron';`)).toEqual(['package']);
  });

  test('every package rule can fail and can hold', () => {
    for (const { packages, allowed } of packageRules) {
      expect(allowed.length, String(packages)).toBeGreaterThan(0);
      expect(allowed.some((start) => 'main/desk/x.ts'.startsWith(start))).toBe(false);
    }
  });
});

describe('clock and chance', () => {
  const impure = [
    'Date.now();',
    'new Date();',
    'Date();',
    'Math.random();',
    'performance.now();',
    'process.hrtime();',
    'crypto.randomUUID();',
    'globalThis.crypto.getRandomValues(x);',
    `import { randomBytes } from 'node:crypto';`,
    `import { randomUUID as id } from 'node:crypto';`,
    'nodeCrypto.randomBytes(8);',
  ];
  test.each(impure)('%s is refused in a room', (source) => {
    expect(rules('src/main/desk/x.ts', source)).toContain('impure');
  });
  test.each(impure)('%s is allowed in ports', (source) => {
    expect(rules('src/main/ports/real.ts', source)).toEqual([]);
  });
  test('a date made from a number is no clock', () => {
    expect(
      rules('src/main/desk/x.ts', 'new Date(at).toISOString(); Date.UTC(2026, 1, 1); Math.max(1, 2);'),
    ).toEqual([]);
  });
  test('only the id helper of a window is exempt in the renderer', () => {
    expect(rules('src/renderer/ui/ids.ts', 'crypto.randomUUID();')).toEqual([]);
    expect(rules('src/renderer/ui/button.tsx', 'crypto.randomUUID();')).toEqual(['impure']);
    expect(impureAllowed.some((allowed) => allowed.test('src/main/desk/take-payment.ts'))).toBe(false);
  });
});
