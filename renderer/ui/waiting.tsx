// A skeleton after 300 ms (by CSS delay), never a bare spinner; always with a sentence.

import { Skeleton } from 'antd';

export function Waiting({ text }: { text: string }) {
  return (
    <div className="waiting" role="status">
      <p>{text}</p>
      <Skeleton active title={false} paragraph={{ rows: 4 }} />
    </div>
  );
}
