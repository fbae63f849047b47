import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { QUALITY_CODINGS, SENSOR_KINDS } from '#domain/scene.js';
import { FileInput } from '../layout/FileInput.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { bandsOfText } from '../state/bandText.js';
import { useSceneUpload } from './sceneQueries.js';

interface Values {
  readonly title?: string;
  readonly acquiredAt: string;
  readonly sensor: string;
  readonly platform?: string;
  readonly bands?: string;
  readonly qualityBand?: number | null;
  readonly qualityCoding?: string;
}

/** Registers a GeoTIFF with what its pixels do not say. */
export function SceneUpload({ onDone }: { readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const upload = useSceneUpload();
  const submit = ({ bands = '', qualityBand, qualityCoding, title, platform, ...values }: Values): void => {
    if (file === null) return;
    const named = bandsOfText(bands);
    const facts = {
      ...values,
      ...(title ? { title } : {}),
      ...(platform ? { platform } : {}),
      ...(named ? { bands: named } : {}),
      ...(qualityBand && qualityCoding ? { quality: { band: qualityBand, coding: qualityCoding } } : {}),
    };
    upload.mutate({ facts, file }, { onSuccess: onDone });
  };
  const required = [{ required: true, message: t('actForm.missing') }];
  return (
    <>
      {upload.isError && <ProblemNotice thrown={upload.error} />}
      <Form<Values> layout="vertical" onFinish={submit} disabled={upload.isPending}>
        <Form.Item label={t('scenes.file')} htmlFor="scene-file" required>
          <FileInput id="scene-file" accept=".tif,.tiff" onFiles={([chosen = null]) => setFile(chosen)} />
        </Form.Item>
        <Form.Item name="acquiredAt" label={t('scenes.acquiredAt')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="sensor" label={t('scenes.sensor')} rules={required}>
          <Select options={SENSOR_KINDS.map((value) => ({ value, label: t(`sensor.${value}`) }))} />
        </Form.Item>
        <Form.Item name="title" label={t('scenes.name')} extra={t('scenes.nameHint')}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="platform" label={t('scenes.platform')}>
          <Input maxLength={200} placeholder="GF-2" />
        </Form.Item>
        <Form.Item
          name="bands"
          label={t('scenes.bands')}
          extra={t('scenes.bandsHint')}
          rules={[
            {
              validator: (_, text: string | undefined) =>
                bandsOfText(text ?? '') === null
                  ? Promise.reject(new Error(t('scenes.bandsWrong')))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input placeholder="blue=1, green=2, red=3, nir=4" />
        </Form.Item>
        <Form.Item name="qualityBand" label={t('scenes.qualityBand')} extra={t('scenes.qualityHint')}>
          <InputNumber min={1} max={1000} precision={0} />
        </Form.Item>
        <Form.Item name="qualityCoding" label={t('scenes.qualityCoding')}>
          <Select allowClear options={QUALITY_CODINGS.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Button type="primary" htmlType="submit" disabled={file === null} loading={upload.isPending}>
          {t('scenes.register')}
        </Button>
      </Form>
    </>
  );
}
