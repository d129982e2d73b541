import { Notice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';

/** Below the find box while names may not be found: the file of the lists was damaged and is read again. */
export function ListsNotice() {
  const { state, missing, sinceMs } = useHouse().view.lists;
  if (state === 'whole') return null;
  const at = sinceMs === null ? '' : timeOf(sinceMs);
  return (
    <div className="qt-lists">
      <Notice tone={state === 'back' ? 'green' : 'amber'} role="status">
        <Say k={`lists.${state}`} params={{ n: missing, at }} />
      </Notice>
    </div>
  );
}
