import { App, Button, Checkbox, Input, Select } from 'antd';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MAIL_TIMES, NOTICE_KINDS } from '#domain/notice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { useChoosing, type ChosenNotices, type NoticeChoices } from './noticeQueries.js';
import styles from './notices.module.css';

/** By which ways each kind of notice goes out beside the viewer. */
export function NoticeChoicesForm({ choices }: { readonly choices: NoticeChoices }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const id = useId();
  const { mail, digestOfNewAlerts, webhookUrl } = choices;
  const [chosen, setChosen] = useState<ChosenNotices>({ mail, digestOfNewAlerts, webhookUrl });
  const choosing = useChoosing();
  const save = (): void => choosing.mutate(chosen, { onSuccess: () => void message.success(t('notice.saved')) });
  return (
    <form
      className={styles['choices']}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <MailNote choices={choices} />
      {NOTICE_KINDS.map((kind) => (
        <Row key={kind} label={t(`notice.kind.${kind}`)} id={`${id}${kind}`}>
          <Select
            id={`${id}${kind}`}
            value={chosen.mail[kind]}
            options={MAIL_TIMES.map((time) => ({ value: time, label: t(`notice.mailTime.${time}`) }))}
            onChange={(time) => setChosen({ ...chosen, mail: { ...chosen.mail, [kind]: time } })}
          />
        </Row>
      ))}
      <Checkbox
        className={styles['wide'] ?? ''}
        checked={chosen.digestOfNewAlerts}
        onChange={({ target }) => setChosen({ ...chosen, digestOfNewAlerts: target.checked })}
      >
        {t('notice.digest')}
      </Checkbox>
      <label className={styles['wide']} htmlFor={`${id}webhook`}>
        {t('notice.webhook')}
      </label>
      <div className={styles['wide']}>
        <Input
          id={`${id}webhook`}
          type="url"
          aria-describedby={`${id}hint`}
          value={chosen.webhookUrl ?? ''}
          onChange={({ target }) => setChosen({ ...chosen, webhookUrl: target.value === '' ? null : target.value })}
        />
        <small id={`${id}hint`}>{t('notice.webhookHint')}</small>
      </div>
      {choices.webhookSecret !== null && (
        <p className={styles['wide']}>
          {t('notice.secret')}: <code className={styles['secret']}>{choices.webhookSecret}</code>
        </p>
      )}
      {choosing.isError && (
        <div className={styles['wide']}>
          <ProblemNotice thrown={choosing.error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" loading={choosing.isPending}>
        {t('notice.save')}
      </Button>
    </form>
  );
}

function Row(props: { readonly label: string; readonly id: string; readonly children: ReactElement }): ReactElement {
  return (
    <>
      <label htmlFor={props.id}>{props.label}</label>
      {props.children}
    </>
  );
}

function MailNote({ choices: { email, isMailSent } }: { readonly choices: NoticeChoices }): ReactElement {
  const { t } = useTranslation();
  const note = email === null ? t('notice.noEmail') : t('notice.sentTo', { email });
  return (
    <p className={styles['wide']}>
      <b>{t('notice.mail')}</b>: {isMailSent ? note : t('notice.noMailServer')}
    </p>
  );
}
