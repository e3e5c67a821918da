// Questions as cards, each answered once for all files that ask it.

import { Button, Select } from 'antd';
import { useState } from 'react';

import type { QuestionCard } from './plan-facts.js';

const BUTTONS_UP_TO = 4;

interface Props {
  cards: readonly QuestionCard[];
  isBusy: boolean;
  onAnswer: (card: QuestionCard, value: string) => void;
}

function Card({ card, isBusy, onAnswer }: { card: QuestionCard; isBusy: boolean; onAnswer: (value: string) => void }) {
  const { question, asked } = card;
  const [value, setValue] = useState<string | null>(question.default);
  const first = asked[0];
  const place = [first?.file, question.sheet, question.cell].filter(
    (part) => part !== null && part !== undefined && part !== '',
  );
  return (
    <li className="question-card">
      <p className="question-text">{question.text}</p>
      <p className="muted">
        {place.join(' › ')}
        {asked.length > 1 && ` 等${asked.length}个文件`}
        {question.remembered && ' · 今后按此识别'}
      </p>
      <div className="question-options">
        {question.options.length <= BUTTONS_UP_TO ? (
          question.options.map((option) => (
            <Button
              key={option.value}
              size="small"
              disabled={isBusy}
              type={option.value === question.default ? 'primary' : 'default'}
              onClick={() => onAnswer(option.value)}
            >
              {option.label}
            </Button>
          ))
        ) : (
          <>
            <Select
              size="small"
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={question.text}
              placeholder="请选择"
              className="question-select"
              value={value}
              onChange={setValue}
              options={question.options}
            />
            <Button
              size="small"
              type="primary"
              disabled={isBusy || value === null}
              onClick={() => value !== null && onAnswer(value)}
            >
              确定
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

export function QuestionCards({ cards, isBusy, onAnswer }: Props) {
  if (cards.length === 0) return null;
  return (
    <section aria-label="待回答的问题" className="questions">
      <h2>有{cards.length}个问题需要确认</h2>
      <ul>
        {cards.map((card) => (
          <Card key={card.key} card={card} isBusy={isBusy} onAnswer={(value) => onAnswer(card, value)} />
        ))}
      </ul>
    </section>
  );
}
