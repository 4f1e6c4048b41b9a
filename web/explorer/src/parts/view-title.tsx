/** The heading of a view, which is also the title of the page. After a step to another view the focus goes there, so that it is read out. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../language/language.ts';
import { useNavigation } from '../routing/history.ts';

interface ViewTitleProps {
  readonly text: string;
  /** Shown instead of the text, where it needs marks of its own. */
  readonly children?: ComponentChildren;
}

export function ViewTitle({ text, children }: ViewTitleProps) {
  const { say } = useWords();
  const { arrival } = useNavigation();
  const heading = useRef<HTMLHeadingElement>(null);
  const title = `${text} · ${say('product')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (arrival > 0) heading.current?.focus({ preventScroll: true });
  }, [arrival]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? <bdi>{text}</bdi>}
    </h1>
  );
}
