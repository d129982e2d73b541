/** Where one is: the part of the address after `#`, so that back, forward and a saved address work. */
import { useSyncExternalStore } from 'react';

export type Place =
  | { readonly is: 'overview' }
  | { readonly is: 'facility'; readonly facility: string }
  | { readonly is: 'credits' }
  | { readonly is: 'counters' }
  | { readonly is: 'yearly' }
  | { readonly is: 'acts' }
  | { readonly is: 'report'; readonly report: string };

const uuid = '([0-9a-f-]{36})';

/** The place an address names; the overview for one that names none. */
export function placeOf(hash: string): Place {
  const facility = new RegExp(`^#/facility/${uuid}$`).exec(hash)?.[1];
  if (facility !== undefined) return { is: 'facility', facility };
  const report = new RegExp(`^#/yearly/${uuid}$`).exec(hash)?.[1];
  if (report !== undefined) return { is: 'report', report };
  if (hash === '#/credits') return { is: 'credits' };
  if (hash === '#/counters') return { is: 'counters' };
  if (hash === '#/yearly') return { is: 'yearly' };
  if (hash === '#/acts') return { is: 'acts' };
  return { is: 'overview' };
}

/** The address of a place. */
export function hrefOf(place: Place): string {
  switch (place.is) {
    case 'overview':
      return '#/';
    case 'facility':
      return `#/facility/${place.facility}`;
    case 'report':
      return `#/yearly/${place.report}`;
    default:
      return `#/${place.is}`;
  }
}

export function go(place: Place): void {
  location.hash = hrefOf(place);
}

function onChange(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(onChange, () => location.hash));
}
