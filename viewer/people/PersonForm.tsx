import { App, Button, Divider, Flex, Form, Input, Select, Switch } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '#domain/people.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { RegionItem } from './RegionItem.js';
import {
  usePersonAct,
  useSavePerson,
  type Newcomer,
  type Person,
  type PersonAct,
  type PersonFields,
} from './peopleQueries.js';

interface PersonFormProps {
  /** Null: somebody new. */
  readonly person: Person | null;
  /** Given what is to be told to the person, where there is something. */
  readonly onDone: (newcomer: Newcomer | null) => void;
}

const NOBODY_YET: Partial<PersonFields> = { role: 'officer', adminCode: '', signsInBy: 'password', isDisabled: false };

export function PersonForm({ person, onDone }: PersonFormProps): ReactElement {
  const { t } = useTranslation();
  const save = useSavePerson(person);
  const roles = ROLES.filter((role) => role !== 'public').map((role) => ({ value: role, label: t(`role.${role}`) }));
  const ways = (['password', 'identityProvider'] as const).map((way) => ({ value: way, label: t(`people.${way}`) }));
  const submit = (fields: PersonFields): void =>
    save.mutate({ ...NOBODY_YET, ...person, ...fields, email: fields.email || null }, { onSuccess: onDone });
  return (
    <>
      {save.isError && <ProblemNotice thrown={save.error} />}
      <Form<PersonFields> layout="vertical" initialValues={person ?? NOBODY_YET} onFinish={submit}>
        {person === null && (
          <Form.Item name="name" label={t('people.name')} rules={[{ required: true, whitespace: true }]}>
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
        )}
        <Form.Item name="role" label={t('people.role')} rules={[{ required: true }]}>
          <Select options={roles} />
        </Form.Item>
        <RegionItem />
        <Form.Item name="email" label={t('people.email')} rules={[{ type: 'email' }]}>
          <Input autoComplete="off" />
        </Form.Item>
        {person === null ? (
          <Form.Item name="signsInBy" label={t('people.signsInBy')}>
            <Select options={ways} />
          </Form.Item>
        ) : (
          <Form.Item name="isDisabled" label={t('people.disable')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('people.save')}
        </Button>
      </Form>
      {person !== null && <PersonActs person={person} onDone={onDone} />}
    </>
  );
}

function PersonActs({ person, onDone }: { readonly person: Person } & Pick<PersonFormProps, 'onDone'>): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const act = usePersonAct(person);
  const run = (name: PersonAct): void =>
    act.mutate(name, {
      onSuccess: ({ newcomer, ended }) => {
        if (ended !== undefined) message.success(t('people.sessionsEnded', { count: ended }));
        onDone(newcomer ?? null);
      },
    });
  return (
    <>
      <Divider />
      {act.isError && <ProblemNotice thrown={act.error} />}
      <Flex gap={8} wrap>
        {person.signsInBy === 'password' && (
          <Button onClick={() => run('resetPassword')}>{t('people.resetPassword')}</Button>
        )}
        {person.hasSecondFactor && <Button onClick={() => run('resetFactor')}>{t('people.resetFactor')}</Button>}
        <Button onClick={() => run('endSessions')}>{t('people.endSessions')}</Button>
      </Flex>
    </>
  );
}
