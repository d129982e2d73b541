import { useState } from 'react';
import { useMethod } from '../../ui/client.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { FormDialog } from '../corrections/FormDialog.tsx';
import { useHouse } from '../frame/Frame.tsx';

/** What was typed, where it can be a name and is no code. */
function nameIn(typed: string): string {
  return /\d/.test(typed) ? '' : typed.trim();
}

/** Somebody who is in no list: written down, then opened like anybody, with listed fees to be added by F3. */
export function NewPersonDialog(props: {
  readonly typed: string;
  readonly added: (payer: string) => void;
  readonly close: () => void;
}) {
  const { typed, added, close } = props;
  const t = useText();
  const { gate } = useHouse();
  const add = useMethod('payer.add');
  const [name, setName] = useState(() => nameIn(typed));
  const [year, setYear] = useState('');
  const [className, setClassName] = useState('');
  const [address, setAddress] = useState('');
  const missing =
    name.trim() === ''
      ? t('new-person.missing.name')
      : year !== '' && !/^(19|20)\d\d$/.test(year)
        ? t('new-person.wrong.year')
        : null;
  const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const run = (): void => {
    const person = { name: name.trim(), birthYear: said(year), className: said(className) };
    void add.run({ ...person, address: said(address) }).then((answer) => {
      if (answer !== null) added(answer.payer);
    });
  };
  return (
    <FormDialog
      title={t('new-person.title')}
      note={<Say k="new-person.note" />}
      foot={missing ?? <Say k="new-person.foot" />}
      back={t('approval.cancel')}
      act={t('new-person.act')}
      ready={missing === null}
      busy={add.busy}
      failure={add.failure}
      run={run}
      close={close}
    >
      <div className="qt-field">
        <TextField
          label={t('new-person.name')}
          value={name}
          maxLength={200}
          data-autofocus=""
          change={setName}
        />
      </div>
      <div className="qt-fix-pair qt-field">
        <TextField
          label={t('new-person.year')}
          value={year}
          inputMode="numeric"
          maxLength={4}
          change={(text) => setYear(text.replace(/\D/g, ''))}
        />
        <TextField
          label={t(`new-person.unit.${gate.institution}`)}
          value={className}
          maxLength={100}
          change={setClassName}
        />
      </div>
      <div className="qt-field">
        <TextField label={t('bill.address.label')} value={address} maxLength={200} change={setAddress} />
      </div>
    </FormDialog>
  );
}
