import { Form, Input } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** The field `adminCode` of a form: which region is seen. */
export function RegionItem(): ReactElement {
  const { t } = useTranslation();
  const hint = t('people.regionHint');
  return (
    <Form.Item
      name="adminCode"
      label={t('people.region')}
      extra={hint}
      rules={[{ pattern: /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})?$/, message: hint }]}
    >
      <Input inputMode="numeric" autoComplete="off" />
    </Form.Item>
  );
}
