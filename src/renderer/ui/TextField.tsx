import { TextInput } from '@mantine/core';
import type { ComponentProps } from 'react';

interface TextFieldProps extends Omit<ComponentProps<typeof TextInput>, 'onChange'> {
  readonly value: string;
  readonly change: (text: string) => void;
}

/** A field for a line of text, dressed by the class of what is around it. */
export function TextField({ change, ...rest }: TextFieldProps) {
  return <TextInput {...rest} onChange={(event) => change(event.currentTarget.value)} />;
}
