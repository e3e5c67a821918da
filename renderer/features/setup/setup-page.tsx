// First start: two large choices. The sample leads straight to its preview; an own bureau is filled in on a form.

import { Button } from 'antd';
import { useState } from 'react';

import './setup.css';

import { call } from '../../api/client.js';
import { planFiles } from '../../api/import-plan.js';
import { go, useApp } from '../../app-state.js';
import { ProgressLine } from '../../ui/progress-line.js';
import { useRestoreFile } from '../../use-restore-file.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { SetupForm } from './setup-form.js';
import { DatabaseIcon, FormIcon } from '../../ui/icons.js';

export function SetupPage() {
  const { status, setPeriod } = useApp();
  const report = useReport();
  const fromFile = useRestoreFile();
  const [isOwn, setOwn] = useState(false);
  const { isBusy, whileBusy } = useBusy();

  const useSample = (): Promise<void> =>
    whileBusy(async () => {
      const { files, period } = await call('setup.sample', {});
      setPeriod(period);
      go('import');
      await planFiles(files);
    });

  const restoreFile = async (): Promise<void> => {
    if (await fromFile.pick('恢复后接着使用它的数据。')) report.done('已恢复，各页面显示的是备份中的数据。');
  };

  if (isOwn) return <SetupForm onBack={() => setOwn(false)} />;
  return (
    <section className="setup" aria-label="开始使用">
      <h1>开始使用知产台账</h1>
      <p className="muted">把各填报单位的报表汇总成可以打印、每个数字都能查到出处的汇总表。数据只保存在这台电脑上。</p>
      <div className="setup-choices">
        <button
          type="button"
          className="setup-choice"
          disabled={isBusy || !status.sampleAvailable}
          onClick={() => void useSample()}
        >
          <DatabaseIcon />
          <strong>导入示例数据</strong>
          <span>枣庄市2022年1—7月</span>
          <small>
            {status.sampleAvailable
              ? '七个区（市）的报表、上年同期、目标任务和人口数。先看一遍完整过程：预览、接收、汇总、打印。'
              : '这个版本没有附带示例数据。'}
          </small>
        </button>
        <button type="button" className="setup-choice" disabled={isBusy} onClick={() => setOwn(true)}>
          <FormIcon />
          <strong>建立我的单位</strong>
          <span>填写本单位和各填报单位</span>
          <small>填报单位可以逐行填写、从 Excel 粘贴，或导入 Excel 名单。以后可随时在“设置”中修改。</small>
        </button>
      </div>
      {fromFile.running && <ProgressLine job={fromFile.running} />}
      <p>
        换了电脑，或以前另存过备份？{' '}
        <Button size="small" disabled={isBusy || fromFile.running !== null} onClick={() => void restoreFile()}>
          从备份文件恢复…
        </Button>
      </p>
      <p className="muted">数据文件夹：{status.dataFolder}</p>
    </section>
  );
}
