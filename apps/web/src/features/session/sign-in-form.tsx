import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { problemOf } from '../../shared/api/problem.ts';
import { whoQuery } from '../../shared/session/who.ts';
import { Field } from '../../shared/ui/field.tsx';
import { focusFirst } from '../../shared/ui/focus-first.ts';
import { useProblemText } from '../../shared/ui/problem-text.ts';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import styles from './sign-in-form.module.css';

/** Name and password; what goes wrong is said beside the field that mends it. */
export const SignInForm = ({ onSignedIn }: { onSignedIn: () => void }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const problemText = useProblemText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => ask('gateway.signIn', { body: { name: name.trim(), password } }),
    onSuccess: ({ person }) => {
      client.clear();
      client.setQueryData(whoQuery.queryKey, person);
      onSignedIn();
    },
  });
  const isWrong = signIn.error !== null && problemOf(signIn.error).status === 401;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <Field label={t('signIn.name')}>
        {(id) => (
          <Input
            id={id}
            size="large"
            ref={focusFirst}
            autoComplete="username"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('signIn.password')}
        error={isWrong ? `${problemText(signIn.error).what}。${problemText(signIn.error).then}` : undefined}
      >
        {(id, describedBy) => (
          <Input.Password
            id={id}
            size="large"
            autoComplete="current-password"
            aria-describedby={describedBy}
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {signIn.error && !isWrong && <ProblemNote error={signIn.error} />}
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        block
        loading={signIn.isPending}
        disabled={name.trim() === '' || password === ''}
      >
        {t('signIn.submit')}
      </Button>
    </form>
  );
};
