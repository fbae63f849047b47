import { Button, Form, Space, Steps } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/problem.js';
import { FileInput } from '../layout/FileInput.js';
import { fieldSentence, ProblemNotice } from '../layout/ProblemNotice.js';
import { LayerFactItems, LayerMappingItems } from './LayerImportItems.js';
import { LayerReview } from './LayerReview.js';
import { fieldOfWhere, manifestOf, STEP_FIELDS, type ImportValues } from './layerManifest.js';
import { useLayerImport, type LayerReceipt } from './layerQueries.js';

const STEPS = ['facts', 'mapping', 'report'] as const;

/** Leads from a file over its fields to the report and the differences, and on to publishing. A draft is replaced by the next try. */
export function LayerImport(props: {
  readonly mayPublish: boolean;
  readonly mayDiscard: boolean;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [form] = Form.useForm<ImportValues>();
  const [step, setStep] = useState(0);
  const [file, setFile] = useState<File | null>(null);
  const [isFileMissing, setFileMissing] = useState(false);
  const [receipt, setReceipt] = useState<LayerReceipt | null>(null);
  const upload = useLayerImport();
  const toMapping = async (): Promise<void> => {
    setFileMissing(file === null);
    const isFilled = await form.validateFields([...STEP_FIELDS.facts]).then(
      () => true,
      // What is missing stands beside its field by now.
      () => false,
    );
    if (isFilled && file !== null) setStep(1);
  };
  const send = (): void => {
    if (file === null) return;
    upload.mutate(
      { manifest: manifestOf(form.getFieldsValue(true) as ImportValues), file },
      {
        onSuccess: (made) => {
          setReceipt(made);
          setStep(2);
        },
        onError: (thrown) => {
          const problem = problemOf(thrown);
          const field = fieldOfWhere(problem.where);
          if (field === null) return;
          form.setFields([{ name: field, errors: [fieldSentence(problem, t)] }]);
          if (STEP_FIELDS.facts.includes(field)) setStep(0);
        },
      },
    );
  };
  return (
    <>
      <Steps
        size="small"
        current={step}
        items={STEPS.map((name) => ({ title: t(`layers.step.${name}`) }))}
        style={{ marginBottom: 20 }}
      />
      {upload.isError && step < 2 && <ProblemNotice thrown={upload.error} />}
      <Form form={form} layout="vertical" disabled={upload.isPending} hidden={step === 2}>
        <div hidden={step !== 0}>
          <Form.Item
            label={t('layers.file')}
            htmlFor="layer-file"
            required
            {...(isFileMissing ? { validateStatus: 'error' as const, help: t('actForm.missing') } : {})}
          >
            <FileInput
              id="layer-file"
              accept=".zip,.geojson,.json,.gpkg,.csv"
              onFiles={([chosen = null]) => {
                setFile(chosen);
                setFileMissing(chosen === null);
              }}
            />
          </Form.Item>
          <LayerFactItems />
          <Button type="primary" onClick={() => void toMapping()}>
            {t('layers.next')}
          </Button>
        </div>
        <div hidden={step !== 1}>
          <LayerMappingItems />
          <Space>
            <Button onClick={() => setStep(0)}>{t('layers.back')}</Button>
            <Button type="primary" loading={upload.isPending} onClick={send}>
              {t('layers.importDraft')}
            </Button>
          </Space>
        </div>
      </Form>
      {step === 2 && receipt !== null && (
        <>
          <LayerReview
            id={receipt.layer.id}
            version={receipt.layer.version}
            mayPublish={props.mayPublish}
            mayDiscard={props.mayDiscard}
            onDone={props.onDone}
          />
          <Button style={{ marginTop: 12 }} onClick={() => setStep(1)}>
            {t('layers.mend')}
          </Button>
        </>
      )}
    </>
  );
}
