// Questions as cards, each answered once for all files that ask it.

import { Button, Input, Select } from 'antd';
import { useCallback, useRef, useState, type RefCallback } from 'react';

import type { Question } from '../../../shared/import/plan.js';
import { isPeriod } from '../../../shared/model/period.js';
import { go, useApp } from '../../app-state.js';
import { DownIcon } from '../../ui/icons.js';
import { nameParts, type QuestionCard } from './plan-facts.js';

const BUTTONS_UP_TO = 4;

interface Props {
  cards: readonly QuestionCard[];
  isBusy: boolean;
  onAnswer: (card: QuestionCard, value: string) => void;
  /** 更正影响 of the files that ask whether they are corrections. */
  onEffect: (card: QuestionCard) => void;
  /** Two files that contradict each other, place by place. */
  onPlaces: (card: QuestionCard) => void;
  /** The list that is asked about goes into a ledger. */
  onLedger: (card: QuestionCard) => void;
  /** Reads the files again after the list of units has grown. */
  onReadAgain: () => void;
}

interface AnswerProps {
  question: Question;
  isBusy: boolean;
  onAnswer: (value: string) => void;
}

function Choices({ question, isBusy, onAnswer }: AnswerProps) {
  return question.options.map((option) => (
    <Button
      key={option.value}
      size="small"
      disabled={isBusy}
      type={option.value === question.default ? 'primary' : 'default'}
      onClick={() => onAnswer(option.value)}
    >
      {option.label}
    </Button>
  ));
}

function LongChoice({ question, isBusy, onAnswer }: AnswerProps) {
  const [value, setValue] = useState<string | null>(question.default);
  return (
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
  );
}

/** A question without options is answered by typing; one about the period starts from the period on screen. */
function TypedAnswer({ question, isBusy, onAnswer }: AnswerProps) {
  const { period } = useApp();
  const asksPeriod = question.kind === 'period';
  const [value, setValue] = useState(question.default ?? (asksPeriod ? period : ''));
  const isGood = asksPeriod ? isPeriod(value.trim()) : value.trim() !== '';
  const answer = (): void => {
    if (isGood && !isBusy) onAnswer(value.trim());
  };
  return (
    <>
      <Input
        size="small"
        className="question-input"
        aria-label={question.text}
        placeholder={asksPeriod ? period : ''}
        status={isGood || value === '' ? '' : 'error'}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onPressEnter={answer}
      />
      <Button size="small" type="primary" disabled={isBusy || !isGood} onClick={answer}>
        确定
      </Button>
    </>
  );
}

/** None of the options may be right: a unit that joined since the list was made. The files stay here meanwhile. */
function NewUnitAdvice({ isBusy, onReadAgain }: Pick<Props, 'isBusy' | 'onReadAgain'>) {
  return (
    <p className="muted question-advice">
      名单里还没有这个填报单位？
      <Button type="link" size="small" onClick={() => go('settings', 'units')}>
        去新增填报单位
      </Button>
      ，再回到这里
      <Button type="link" size="small" disabled={isBusy} onClick={onReadAgain}>
        重新识别
      </Button>
    </p>
  );
}

interface CardProps {
  card: QuestionCard;
  isBusy: boolean;
  onAnswer: (value: string) => void;
  onEffect: () => void;
  onPlaces: () => void;
  onLedger: () => void;
  onReadAgain: Props['onReadAgain'];
}

function Card({ card, isBusy, onAnswer, onEffect, onPlaces, onLedger, onReadAgain }: CardProps) {
  const { question, asked } = card;
  const first = asked[0];
  const place = [first && nameParts(first.file).name, question.sheet, question.cell].filter(
    (part) => part !== null && part !== undefined && part !== '',
  );
  return (
    <li className="question-card">
      <p className="question-text">{question.text}</p>
      <p className="muted">
        {place.join(' › ')}
        {asked.length > 1 && ` 等${asked.length}个文件`}
        {question.remembered && ' · 今后按此识别'}
        {question.optional === true && ' · 可以不答，这一项就不采用'}
      </p>
      <div className="question-options">
        {question.kind === 'list' && (
          <Button size="small" type="primary" disabled={isBusy} onClick={onLedger}>
            按台账导入…
          </Button>
        )}
        {question.options.length === 0 && <TypedAnswer question={question} isBusy={isBusy} onAnswer={onAnswer} />}
        {question.options.length > 0 && question.options.length <= BUTTONS_UP_TO && (
          <Choices question={question} isBusy={isBusy} onAnswer={onAnswer} />
        )}
        {question.options.length > BUTTONS_UP_TO && (
          <LongChoice question={question} isBusy={isBusy} onAnswer={onAnswer} />
        )}
        {(question.kind === 'revision' || question.id === 'revision' || question.id === 'blank') && (
          <Button size="small" type="dashed" disabled={isBusy} onClick={onEffect}>
            查看更正影响…
          </Button>
        )}
        {question.kind === 'file-conflict' && (
          <Button size="small" type="dashed" disabled={isBusy} onClick={onPlaces}>
            逐个选择…
          </Button>
        )}
      </div>
      {question.kind === 'unit' && <NewUnitAdvice isBusy={isBusy} onReadAgain={onReadAgain} />}
    </li>
  );
}

/** What must be answered and what may be left are counted apart. */
function headOf(cards: readonly QuestionCard[]): string {
  const needed = cards.filter((card) => card.question.optional !== true).length;
  const free = cards.length - needed;
  if (needed === 0) return `有${free}个问题可以确认，也可以不答、直接接收`;
  return `有${needed}个问题需要确认${free > 0 ? `，另有${free}个可以不答` : ''}`;
}

/** Cards whose answers lie below the edge of the box that the list is scrolled in. */
function cardsBelow(list: Element): Element[] {
  const edge = list.parentElement!.getBoundingClientRect().bottom;
  return [...list.children].filter((card) => {
    const { top, bottom } = card.getBoundingClientRect();
    return (top + bottom) / 2 > edge;
  });
}

function useCardsBelow(): { list: RefCallback<HTMLUListElement>; below: number; next: () => void } {
  const [below, setBelow] = useState(0);
  const shown = useRef<HTMLUListElement>(null);
  const list = useCallback((element: HTMLUListElement) => {
    shown.current = element;
    const box = element.parentElement!;
    const count = (): void => setBelow(cardsBelow(element).length);
    // The list grows and shrinks with its cards, the box with the window.
    const sizes = new ResizeObserver(count);
    sizes.observe(element);
    sizes.observe(box);
    box.addEventListener('scroll', count);
    return () => {
      sizes.disconnect();
      box.removeEventListener('scroll', count);
    };
  }, []);
  const next = (): void => {
    const [card] = shown.current === null ? [] : cardsBelow(shown.current);
    card?.scrollIntoView({ block: 'end' });
    card?.querySelector<HTMLElement>('.question-options :is(input, button):enabled')?.focus({ preventScroll: true });
  };
  return { list, below, next };
}

export function QuestionCards(props: Props) {
  return props.cards.length === 0 ? null : <AskedCards {...props} />;
}

function AskedCards({ cards, isBusy, onAnswer, onEffect, onPlaces, onLedger, onReadAgain }: Props) {
  const { list, below, next } = useCardsBelow();
  return (
    <section aria-label="待回答的问题" className="questions">
      <h2>
        {headOf(cards)}
        {below > 0 && (
          <Button type="link" size="small" onClick={next}>
            下面还有{below}个 <DownIcon />
          </Button>
        )}
      </h2>
      <ul ref={list}>
        {cards.map((card) => (
          <Card
            key={card.key}
            card={card}
            isBusy={isBusy}
            onAnswer={(value) => onAnswer(card, value)}
            onEffect={() => onEffect(card)}
            onPlaces={() => onPlaces(card)}
            onLedger={() => onLedger(card)}
            onReadAgain={onReadAgain}
          />
        ))}
      </ul>
    </section>
  );
}
