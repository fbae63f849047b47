import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';

/** Catches what a page throws while drawing, so that a defect shows a way out instead of a white page. */
export class PageGuard extends Component<{ readonly children: ReactNode }, { readonly thrown: Error | null }> {
  override state: { readonly thrown: Error | null } = { thrown: null };

  static getDerivedStateFromError(thrown: unknown): { thrown: Error } {
    return { thrown: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { thrown } = this.state;
    if (thrown === null) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <Result
            status="error"
            title={t('problem.page')}
            subTitle={`${t('problem.pageDetail')} (${thrown.message})`}
            extra={
              <Button type="primary" onClick={() => window.location.reload()}>
                {t('problem.reload')}
              </Button>
            }
          />
        )}
      </Translation>
    );
  }
}
