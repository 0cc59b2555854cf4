import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly label: string; readonly content: ReactNode }[];
}

/** Tabs as the ARIA Authoring Practices Guide describes them: the arrow keys, Home and End choose one. */
export function Tabs({ label, tabs }: TabsProps): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState(0);

  const select = (event: KeyboardEvent) => {
    const last = tabs.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: selected === last ? 0 : selected + 1,
      ArrowLeft: selected === 0 ? last : selected - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setSelected(target);
    list.current?.querySelectorAll('button')[target]?.focus();
  };
  return (
    <div className="lynk-tabs">
      <div
        ref={list}
        className="lynk-tab-list"
        role="tablist"
        aria-label={label}
        onKeyDown={select}
        tabIndex={-1}
      >
        {tabs.map((tab, index) => (
          <button
            key={tab.label}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            className="lynk-tab"
            aria-selected={index === selected}
            aria-controls={`${id}-panel`}
            tabIndex={index === selected ? 0 : -1}
            onClick={() => setSelected(index)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${selected}`} key={selected}>
        {tabs[selected]?.content}
      </div>
    </div>
  );
}
