import { Badge, Button, Drawer, Flex, Input, Skeleton, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { momentText } from '../state/moments.js';
import { PersonForm } from './PersonForm.js';
import { ShownOnce } from './ShownOnce.js';
import { usePeople, type Newcomer, type Person } from './peopleQueries.js';

/** People of the own region; a click on a name opens the account. */
export function PeopleTab(): ReactElement {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<Person | 'new' | null>(null);
  const [newcomer, setNewcomer] = useState<Newcomer | null>(null);
  const people = usePeople(search);
  const close = (made: Newcomer | null): void => {
    setOpened(null);
    setNewcomer(made?.temporaryPassword ? made : null);
  };
  return (
    <>
      <Flex gap={12} wrap style={{ marginBottom: 12 }}>
        <Button type="primary" onClick={() => setOpened('new')}>
          {t('people.add')}
        </Button>
        <Input.Search
          allowClear
          aria-label={t('people.name')}
          placeholder={t('people.name')}
          onSearch={setSearch}
          style={{ maxWidth: 280 }}
        />
      </Flex>
      {people.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {people.isError && <ProblemNotice thrown={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && <PeopleTable people={people.data} onOpen={setOpened} />}
      <Drawer
        title={opened === null || opened === 'new' ? t('people.add') : t('people.change', { name: opened.name })}
        open={opened !== null}
        onClose={() => setOpened(null)}
        destroyOnHidden
      >
        {opened !== null && <PersonForm person={opened === 'new' ? null : opened} onDone={close} />}
      </Drawer>
      <ShownOnce
        title={t('people.temporaryTitle', { name: newcomer?.name ?? '' })}
        hint={t('people.temporaryHint')}
        text={newcomer?.temporaryPassword ?? null}
        onClose={() => setNewcomer(null)}
      />
    </>
  );
}

function PeopleTable(props: {
  readonly people: readonly Person[];
  readonly onOpen: (person: Person) => void;
}): ReactElement {
  const { t } = useTranslation();
  const columns = [
    {
      title: t('people.name'),
      render: (_: unknown, person: Person) => (
        <Button type="link" size="small" onClick={() => props.onOpen(person)}>
          {person.name}
        </Button>
      ),
    },
    { title: t('people.role'), render: (_: unknown, { role }: Person) => t(`role.${role}`) },
    { title: t('people.region'), render: (_: unknown, p: Person) => p.adminCode || t('people.everywhere') },
    { title: t('people.signsInBy'), render: (_: unknown, p: Person) => t(`people.${p.signsInBy}`) },
    { title: t('people.state'), render: (_: unknown, person: Person) => <PersonState person={person} /> },
    {
      title: t('people.lastSignedIn'),
      render: (_: unknown, p: Person) => (p.lastSignedInAt === null ? t('people.never') : momentText(p.lastSignedInAt)),
    },
  ];
  return (
    <Table<Person>
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={[...props.people]}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
    />
  );
}

function PersonState({ person }: { readonly person: Person }): ReactElement {
  const { t } = useTranslation();
  if (person.isDisabled) return <Badge status="default" text={t('people.disabled')} />;
  const notes = [
    ...(person.mustChangePassword ? [t('people.newcomer')] : []),
    ...(person.hasSecondFactor ? [t('people.secondFactor')] : []),
  ];
  const state = person.isLocked ? t('people.locked') : t('people.active');
  return <Badge status={person.isLocked ? 'error' : 'success'} text={[state, ...notes].join(' · ')} />;
}
