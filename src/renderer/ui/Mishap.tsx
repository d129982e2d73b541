import { Component, type ReactNode, useEffect } from 'react';
import { useText } from './text.tsx';

/** Nobody may be at this window to press a key: the customer display comes back by itself. */
const reloadAfterMs = 10_000;

/** What is shown when a screen could not be drawn. The counter is another program and has kept everything. */
function Apology() {
  const t = useText();
  useEffect(() => {
    const reload = (): void => location.reload();
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Enter') reload();
    };
    const timer = setTimeout(reload, reloadAfterMs);
    addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      removeEventListener('keydown', onKey);
    };
  }, []);
  return (
    <main className="qt-mishap" role="alert">
      <h1>{t('mishap.title')}</h1>
      <p>{t('mishap.note')}</p>
    </main>
  );
}

/** Around all screens of a window: a mistake in drawing one must not leave a white page. */
export class Mishap extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Apology /> : this.props.children;
  }
}
