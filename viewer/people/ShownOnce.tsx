import { Alert, Button, Modal, Typography } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** A secret that is shown this once, with a button that copies it; null shows nothing. */
export function ShownOnce(props: {
  readonly title: string;
  readonly hint: string;
  readonly text: string | null;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal
      title={props.title}
      open={props.text !== null}
      onCancel={props.onClose}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={props.onClose}>
          {t('people.done')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={props.hint} style={{ marginBottom: 16 }} />
      <Typography.Paragraph copyable code style={{ overflowWrap: 'anywhere', fontSize: 16 }}>
        {props.text ?? ''}
      </Typography.Paragraph>
    </Modal>
  );
}
