import { Button, Modal, Radio, Select } from 'antd';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { AS_KNOWN, type AsKnown } from '#domain/replay.js';
import type { Run } from '../api/model.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { knownTitle } from './knownTitle.js';
import { useNewReplays, useRuleSets, type RuleSetName } from './ruleQueries.js';
import styles from './rules.module.css';

/** Judges one run again by rules that are chosen here, and leads to what came of it. */
export function JudgeAgain({ run }: { readonly run: Run }): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        {t('rules.judgeAgain')}
      </Button>
      <Modal
        title={t('rules.judgeAgain')}
        open={isOpen}
        onCancel={() => setIsOpen(false)}
        footer={null}
        destroyOnHidden
      >
        <Choice run={run} />
      </Modal>
    </>
  );
}

const OWN = '';

function Choice({ run }: { readonly run: Run }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const replays = useNewReplays();
  const versions = (useRuleSets().data ?? []).map(({ reference }) => reference);
  const [chosen, setChosen] = useState(OWN);
  const [asKnown, setAsKnown] = useState<AsKnown>('then');
  const id = useId();
  const keyOf = (name: RuleSetName): string => JSON.stringify([name.id, name.version]);
  const start = (): void => {
    const reference = versions.find((version) => keyOf(version) === chosen);
    const ruleSet = reference && { ruleSet: { id: reference.id, version: reference.version } };
    replays.mutate([{ runId: run.id, asKnown, ...ruleSet }], {
      onSuccess: ([replay]) => void navigate(`/replays/${replay!.id}`),
    });
  };
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{t('replay.ruleSet')}</label>
      <Select
        id={id}
        value={chosen}
        options={[
          { value: OWN, label: t('replay.ownRules', { ...run.ruleSet }) },
          ...versions.map((version) => ({ value: keyOf(version), label: `${version.id} ${version.version}` })),
        ]}
        onChange={setChosen}
      />
      <Radio.Group
        aria-label={t('rules.asKnown')}
        value={asKnown}
        options={AS_KNOWN.map((value) => ({ value, label: `${t('rules.asKnown')}: ${t(knownTitle(value))}` }))}
        onChange={({ target }) => setAsKnown(target.value as AsKnown)}
      />
      <p className={styles['quiet']}>{t('rules.tryOutHint')}</p>
      {replays.isError && <ProblemNotice thrown={replays.error} />}
      <Button type="primary" loading={replays.isPending} onClick={start}>
        {t('rules.judgeAgain')}
      </Button>
    </div>
  );
}
