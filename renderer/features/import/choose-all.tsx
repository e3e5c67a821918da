import { Button } from 'antd';

interface Props<Item> {
  /** Of the listed ones those that can be chosen. */
  choosable: readonly (Item & { chosen?: boolean | undefined })[];
  /** 个 or 行. */
  counter: string;
  isBusy: boolean;
  onChoose: (items: readonly Item[], choice: 'leave' | 'default') => void;
}

/** 所列…都不接收 as long as one of them would be received, then 所列…都接收. */
export function ChooseAll<Item>({ choosable, counter, isBusy, onChoose }: Props<Item>) {
  if (choosable.length === 0) return null;
  const kept = choosable.filter((one) => one.chosen !== false);
  return (
    <Button
      size="small"
      disabled={isBusy}
      onClick={() => (kept.length > 0 ? onChoose(kept, 'leave') : onChoose(choosable, 'default'))}
    >
      {kept.length > 0 ? `所列${kept.length}${counter}都不接收` : `所列${choosable.length}${counter}都接收`}
    </Button>
  );
}
