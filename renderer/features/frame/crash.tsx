// Error boundary: a page that cannot be drawn says so in words; data are in the core and not touched by it.

import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';

import { wireOf } from '../../api/failure.js';
import { showError } from '../../api/show-error.js';
import { ErrorDetail } from '../../ui/error-notice.js';

interface State {
  error: unknown;
  hasFailed: boolean;
}

export class Crash extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null, hasFailed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Result
        status="warning"
        title="这个页面显示时出了问题"
        subTitle="已保存的数据完好。请重新打开页面；如仍出现，请把“详情”发给维护人员。"
        extra={
          <>
            <Button type="primary" onClick={() => this.setState({ error: null, hasFailed: false })}>
              重新打开
            </Button>
            <ErrorDetail detail={showError(wireOf(this.state.error)).detail} />
          </>
        }
      />
    );
  }
}
