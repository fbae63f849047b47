import { Button, Drawer, Skeleton } from 'antd';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertDetail } from '../api/model.js';
import { useSession } from '../api/session.js';

const SilenceForm = lazy(() => import('./SilenceForm.js'));

/** Silences the ground of an alert for its kind of violation: the form is filled in, and can be changed before it is sent. */
export function SilenceButton({ alert }: { readonly alert: AlertDetail }): ReactElement | null {
  const { t } = useTranslation();
  const maySilence = useSession().data?.rights.includes('reviewAlerts') ?? false;
  const [isOpen, setOpen] = useState(false);
  if (!maySilence) return null;
  const { adminCode, kind } = alert.properties;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('silence.fromAlert')}
      </Button>
      <Drawer title={t('silence.fromAlert')} open={isOpen} onClose={() => setOpen(false)} destroyOnHidden>
        <Suspense fallback={<Skeleton active />}>
          <SilenceForm
            opening={{ adminCode, kind, area: JSON.stringify(alert.geometry) }}
            onDone={() => setOpen(false)}
          />
        </Suspense>
      </Drawer>
    </>
  );
}
