import { App, Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMadeFile } from '../api/downloads.js';
import type { Alert } from '../api/model.js';
import { problemOf } from '../api/problem.js';
import { problemSentence } from '../layout/ProblemNotice.js';

/** Has a pack made of the marked alerts, to be taken along where there is no network. */
export function FieldPackButton({ marked }: { readonly marked: readonly Alert[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const { notification } = App.useApp();
  const { mutate, isPending } = useMadeFile();
  const make = (): void => {
    const body = { alertIds: marked.map(({ id }) => id), language: i18n.language.startsWith('zh') ? 'zh' : 'en' };
    mutate(
      { address: '/v1/field-packs', body, fileName: 'planwatch-field-pack.zip' },
      { onError: (thrown) => notification.error({ title: problemSentence(problemOf(thrown), t) }) },
    );
  };
  return (
    <Button size="small" loading={isPending} onClick={make}>
      {t('marked.fieldPack')}
    </Button>
  );
}
