import { Button, Form, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FileInput } from '../layout/FileInput.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { DrawAreaDialog } from '../map/DrawAreaDialog.js';
import { RegionItem } from '../people/RegionItem.js';
import { areaOfText, textOfRing } from '../state/proposalText.js';
import { useNewArea, type NewArea } from './watchAreaQueries.js';

type Fields = Omit<NewArea, 'geometry'> & { readonly area: string };

/** A new watch area: drawn over the newest imagery, pasted, or from a GeoJSON file. */
export function AreaForm({ onDone }: { readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const [isDrawing, setDrawing] = useState(false);
  const save = useNewArea();
  const submit = ({ area, ...fields }: Fields): void => {
    const { geometry } = areaOfText(area);
    if (geometry !== null) save.mutate({ ...fields, geometry }, { onSuccess: onDone });
  };
  const checkArea = (_rule: unknown, text: string): Promise<void> =>
    areaOfText(text).geometry === null ? Promise.reject(new Error(t('watch.areaMissing'))) : Promise.resolve();
  return (
    <>
      {save.isError && <ProblemNotice thrown={save.error} />}
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{ recipe: '', area: '' }}
        onFinish={submit}
        disabled={save.isPending}
      >
        <Form.Item name="name" label={t('watch.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <RegionItem />
        <Form.Item name="recipe" label={t('watch.recipe')} extra={t('watch.recipeHint')}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="area" label={t('watch.area')} extra={t('watch.areaHint')} rules={[{ validator: checkArea }]}>
          <Input.TextArea rows={5} spellCheck={false} />
        </Form.Item>
        <Form.Item label={t('watch.file')} htmlFor="watch-area-file">
          <FileInput
            id="watch-area-file"
            accept=".geojson,.json"
            onFiles={([file]) => {
              if (file !== undefined) void file.text().then((area) => form.setFieldsValue({ area }));
            }}
          />
        </Form.Item>
        <Button onClick={() => setDrawing(true)}>{t('watch.draw')}</Button>{' '}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('watch.save')}
        </Button>
      </Form>
      {isDrawing && (
        <DrawAreaDialog
          onClose={() => setDrawing(false)}
          onArea={(corners) => {
            form.setFieldsValue({ area: textOfRing(corners) });
            setDrawing(false);
          }}
        />
      )}
    </>
  );
}
