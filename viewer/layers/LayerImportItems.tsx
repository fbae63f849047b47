import { AutoComplete, Form, Input, Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LAYER_KINDS } from '#domain/layer.js';
import { useMappingNames } from './layerQueries.js';
import { DAYS, OUR_FIELDS, REQUIRED_FACTS, SOURCE_HINTS, TEXT_FACTS } from './layerManifest.js';

/** What the version is: kind, name, validity, where it comes from. */
export function LayerFactItems(): ReactElement {
  const { t } = useTranslation();
  const rulesOf = (name: string): { required: boolean; message: string }[] => [
    { required: REQUIRED_FACTS.includes(name), message: t('actForm.missing') },
  ];
  return (
    <>
      <Form.Item name="kind" label={t('layers.kind')} rules={rulesOf('kind')}>
        <Select options={LAYER_KINDS.map((kind) => ({ value: kind, label: t(`layerKind.${kind}`) }))} />
      </Form.Item>
      {TEXT_FACTS.map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={t(name === 'title' ? 'layers.titleField' : `layers.${name}`)}
          rules={rulesOf(name)}
        >
          <Input type={DAYS.includes(name) ? 'date' : 'text'} />
        </Form.Item>
      ))}
    </>
  );
}

/** Which of the source's fields are ours, and how its file is read. */
export function LayerMappingItems(): ReactElement {
  const { t } = useTranslation();
  const mappings = useMappingNames();
  return (
    <>
      <p>{t('layers.mappingHint')}</p>
      {OUR_FIELDS.map((name) => (
        <Form.Item key={name} name={`field.${name}`} label={t(`layers.field.${name}`)}>
          <Input />
        </Form.Item>
      ))}
      {SOURCE_HINTS.map((name) => (
        <Form.Item key={name} name={name} label={t(`layers.source.${name}`)}>
          {name === 'mapping' ? (
            <AutoComplete options={(mappings.data ?? []).map((value) => ({ value }))} />
          ) : (
            <Input />
          )}
        </Form.Item>
      ))}
    </>
  );
}
