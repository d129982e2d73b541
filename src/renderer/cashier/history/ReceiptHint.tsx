import { useEffect, useState } from 'react';
import { keepFocus } from '../../ui/actions.tsx';
import { useCounter } from '../../ui/client.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import './history.css';

/** A number, a number with its series, or the code on a receipt. */
const looksLikeReceipt = /^(?:\d{1,9}|[A-Za-z]{1,7}\d{2}-Q\d+\S*[\s/.]+\d{1,9}|BL\.\S+)$/i;
const mostHinted = 20;
const typingMs = 120;

/** In the find box: what was typed is (also) the number of a receipt; F11 shows it. */
export function ReceiptHint({ text }: { readonly text: string }) {
  const t = useText();
  const counter = useCounter();
  const { history } = useHouse();
  const [found, setFound] = useState({ text: '', n: 0 });
  const wanted = text.trim();
  useEffect(() => {
    if (!looksLikeReceipt.test(wanted)) return;
    let mine = true;
    const timer = setTimeout(() => {
      void counter.call('receipt.recent', { text: wanted, limit: mostHinted }).then((answer) => {
        if (!mine || !answer.ok) return;
        const digits = /^\d+$/.test(wanted);
        const named = answer.value.receipts.filter(
          ({ number }) => !digits || Number(number) === Number(wanted),
        );
        setFound({ text: wanted, n: named.length });
      });
    }, typingMs);
    return () => {
      mine = false;
      clearTimeout(timer);
    };
  }, [counter, wanted]);
  if (found.n === 0 || found.text !== wanted) return null;
  return (
    <button
      type="button"
      className="qt-receipt-hint"
      aria-label={t('history.hint.label')}
      onMouseDown={keepFocus}
      onClick={() => history(wanted)}
    >
      <Say k="history.hint" params={{ n: found.n }} />
    </button>
  );
}
