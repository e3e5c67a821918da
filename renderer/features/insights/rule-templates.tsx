// Wording of a rule of 分析提示: the sentence with its named places, what it says with the facts of the period, and the way back.

import { Button, Input, Tag } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useEffect, useRef, useState } from 'react';

import type { InsightRule } from '../../../shared/insights/define.js';
import { call } from '../../api/client.js';
import { useApp } from '../../app-state.js';
import { useKept } from '../../ui/kept-state.js';
import { SAVE_KEY } from '../../ui/save-key.js';

type Template = InsightRule['templates'][number];
/** Typing pauses so long before the sentence is tried. */
const PAUSE_MS = 300;

function useTried(rule: string, template: string, text: string) {
  const { period } = useApp();
  const [tried, setTried] = useState<{ problem: string; sentences: string[] } | null>(null);
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(() => {
      call('insights.try-template', { period, id: rule, template, text })
        .then((result) => !isOver && setTried(result))
        .catch(() => !isOver && setTried(null));
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [period, rule, template, text]);
  return tried;
}

function TemplateEditor({
  rule,
  template,
  onSave,
}: {
  rule: InsightRule;
  template: Template;
  /** '' goes back to the shipped wording. False where it was not stored. */
  onSave: (text: string) => Promise<boolean>;
}) {
  // A stray Esc closes the drawer: what was typed is there when the wording is opened again.
  const [typed, setTyped] = useKept<{ text: string } | null>(
    `wording/${rule.id}/${template.id}/${template.text}`,
    null,
  );
  const text = typed?.text ?? template.text;
  const setText = (next: string): void => setTyped(next === template.text ? null : { text: next });
  const area = useRef<TextAreaRef>(null);
  const tried = useTried(rule.id, template.id, text);
  const problem = tried?.problem ?? '';
  const name = `${rule.name}：句式${template.when === '' ? '' : `（${template.when}）`}`;
  const insert = (slot: string): void => {
    const element = area.current?.resizableTextArea?.textArea;
    const [from, to] = [element?.selectionStart ?? text.length, element?.selectionEnd ?? text.length];
    setText(`${text.slice(0, from)}{${slot}}${text.slice(to)}`);
    element?.focus();
  };
  const save = async (): Promise<void> => {
    if (await onSave(text)) setTyped((now) => (now?.text === text ? null : now));
  };
  const restore = async (): Promise<void> => {
    if (await onSave('')) setTyped(null);
  };
  const isChanged = text.trim() !== template.text;
  return (
    <div className="insight-template">
      <div className="button-row">
        <span>句式{template.when !== '' && `（${template.when}）`}</span>
        <span className="top-bar-gap" />
        {template.text !== template.shipped && (
          <Button size="small" type="link" title={template.shipped} onClick={() => void restore()}>
            恢复原句
          </Button>
        )}
        {isChanged && (
          <>
            <Button size="small" onClick={() => setText(template.text)}>
              不改了
            </Button>
            <Button size="small" type="primary" {...SAVE_KEY} disabled={problem !== ''} onClick={() => void save()}>
              保存句式
            </Button>
          </>
        )}
      </div>
      <Input.TextArea
        ref={area}
        aria-label={name}
        size="small"
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={300}
        status={problem === '' ? '' : 'error'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="insight-slots">
        {template.slots.map((slot) => (
          <Tag
            key={slot.name}
            title={`${slot.explain}${slot.must ? '（必须保留）' : ''}。点一下插入`}
            onMouseDown={(event) => {
              event.preventDefault();
              insert(slot.name);
            }}
          >
            {`{${slot.name}}`}
            {slot.must && '*'}
          </Tag>
        ))}
      </div>
      {problem !== '' && <p className="insight-problem">{problem}</p>}
      {problem === '' && tried && <p className="muted">{tried.sentences[0] ?? '本期没有用到这个句式的提示。'}</p>}
    </div>
  );
}

/** Closed until asked for: each open wording is tried on the facts of the period. */
export function RuleTemplates({
  rule,
  onSave,
}: {
  rule: InsightRule;
  onSave: (template: string, text: string) => Promise<boolean>;
}) {
  const [isOpen, setOpen] = useState(false);
  const own = rule.templates.filter((template) => template.text !== template.shipped).length;
  return (
    <div className="insight-templates">
      <Button size="small" type="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? '收起句式' : own > 0 ? `句式（已改${own}个）` : '改句式'}
      </Button>
      {isOpen &&
        rule.templates.map((template) => (
          <TemplateEditor
            key={`${template.id}/${template.text}`}
            rule={rule}
            template={template}
            onSave={(text) => onSave(template.id, text)}
          />
        ))}
    </div>
  );
}
