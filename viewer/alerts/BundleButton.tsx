import { FileZipOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMadeFile } from '../api/downloads.js';
import { problemOf } from '../api/problem.js';
import { KEYS } from '../api/queries.js';
import { problemSentence } from '../layout/ProblemNotice.js';

/** Has the evidence bundle of an alert made: report, pictures, evidence, trail and what judges it again. */
export function BundleButton({ alertId }: { readonly alertId: string }): ReactElement {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const queries = useQueryClient();
  const { mutate, isPending } = useMadeFile();
  const make = (): void =>
    mutate(
      { address: `/v1/alerts/${alertId}/bundles`, fileName: `planwatch-evidence-${alertId}.zip` },
      {
        // That it was made stands in the history.
        onSuccess: () => void queries.invalidateQueries({ queryKey: KEYS.alert(alertId) }),
        onError: (thrown) => notification.error({ title: problemSentence(problemOf(thrown), t) }),
      },
    );
  return (
    <Button icon={<FileZipOutlined aria-hidden />} loading={isPending} onClick={make} title={t('evidence.bundleHint')}>
      {t('evidence.bundle')}
    </Button>
  );
}
