import type { ReactNode } from 'react';

/** A name, what is known of it (null: no row), and its name for tests. */
export type Fact = readonly [string, ReactNode, string?];

/** Names and values beneath each other; how they look is said by the class. */
export function Facts({ className, rows }: { readonly className: string; readonly rows: readonly Fact[] }) {
  return (
    <dl className={className}>
      {rows.map(([name, value, id]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-testid={id}>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
