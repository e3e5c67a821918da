// An error in words, with 详情 and a copy button. Where a page cannot show anything else, FullError fills it.

import { Alert, Button } from 'antd';
import { useState } from 'react';

import type { WireError } from '../../shared/errors/app-error.js';
import { showError } from '../api/show-error.js';

export function ErrorDetail({ detail }: { detail: string }) {
  const [isOpen, setOpen] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(detail).then(() => setCopied(true));
  };
  return (
    <div className="error-detail">
      <Button type="link" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? '收起详情' : '详情'}
      </Button>
      {isOpen && (
        <div>
          <pre>{detail}</pre>
          <Button size="small" onClick={copy}>
            {isCopied ? '已复制' : '复制'}
          </Button>
        </div>
      )}
    </div>
  );
}

export function ErrorNotice({ error, onRetry }: { error: WireError; onRetry?: () => void }) {
  const shown = showError(error);
  return (
    <Alert
      type="error"
      showIcon
      className="error-notice"
      title={shown.text}
      description={<ErrorDetail detail={shown.detail} />}
      action={onRetry && <Button onClick={onRetry}>重试</Button>}
    />
  );
}
