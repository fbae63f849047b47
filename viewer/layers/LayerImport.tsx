import { Button, Form, Input, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LAYER_KINDS } from '#domain/layer.js';
import { FileInput } from '../layout/FileInput.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { QualityReport } from './QualityReport.js';
import { useLayerImport } from './layerQueries.js';

type Values = Readonly<Record<string, string | undefined>>;

const TEXTS = ['id', 'version', 'title', 'validFrom', 'validTo', 'owner', 'asOf', 'legalBasis'] as const;
const REQUIRED: readonly string[] = ['id', 'version', 'title', 'validFrom'];
const SOURCES = ['crs', 'encoding', 'layer', 'mapping', 'saveMappingAs'] as const;
const OURS = ['code', 'name', 'use'] as const;

/** A form for one version and its file; below it, what the import found. */
export function LayerImport(): ReactElement {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const upload = useLayerImport();
  const submit = (values: Values): void => {
    if (file === null) return;
    const given = [...TEXTS, ...SOURCES, 'kind' as const].filter((name) => values[name]);
    const fields = OURS.filter((name) => values[`field.${name}`]).map((name) => [name, values[`field.${name}`]]);
    const facts = Object.fromEntries(given.map((name) => [name, values[name]]));
    upload.mutate({ manifest: { ...facts, fields: Object.fromEntries(fields) }, file });
  };
  return (
    <>
      <Form layout="vertical" onFinish={submit} disabled={upload.isPending}>
        <Form.Item label={t('layers.file')} htmlFor="layer-file" required>
          <FileInput
            id="layer-file"
            accept=".zip,.geojson,.json,.gpkg,.csv"
            onFiles={([chosen = null]) => setFile(chosen)}
          />
        </Form.Item>
        <Form.Item name="kind" label={t('layers.kind')} rules={[{ required: true }]}>
          <Select options={LAYER_KINDS.map((kind) => ({ value: kind, label: t(`layerKind.${kind}`) }))} />
        </Form.Item>
        {TEXTS.map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(name === 'title' ? 'layers.titleField' : `layers.${name}`)}
            rules={[{ required: REQUIRED.includes(name) }]}
          >
            <Input />
          </Form.Item>
        ))}
        <h3>{t('layers.mappingTitle')}</h3>
        {OURS.map((name) => (
          <Form.Item key={name} name={`field.${name}`} label={t(`layers.field.${name}`)}>
            <Input />
          </Form.Item>
        ))}
        {SOURCES.map((name) => (
          <Form.Item key={name} name={name} label={t(`layers.source.${name}`)}>
            <Input />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit" disabled={file === null} loading={upload.isPending}>
          {t('layers.importDraft')}
        </Button>
      </Form>
      {upload.isError && <ProblemNotice thrown={upload.error} />}
      {upload.isSuccess && <QualityReport quality={upload.data.quality} comparison={upload.data.comparison} />}
    </>
  );
}
