// English words in the parts of the library that no setting of it changes: names that a screen reader says. The build puts ours there.

import type { Plugin } from 'vite';

/** Where in node_modules, which text, and what stands there instead. */
const LIBRARY_WORDS: readonly (readonly [file: string, from: string, to: string])[] = [
  // A drawing beside a word says nothing of its own; a button that is only a drawing has a name of its own.
  ['@ant-design/icons/es/components/AntdIcon.js', '"aria-label": icon.name', '"aria-hidden": true'],
  ['@ant-design/icons/es/components/AntdIconLight.js', '"aria-label": icon.name', '"aria-hidden": true'],
  [
    '@rc-component/input/es/BaseInput.js',
    'createElement("button", {',
    'createElement("button", { "aria-label": "清除",',
  ],
  ['@rc-component/select/es/hooks/useAllowClear.js', "'Clear'", "'清除'"],
  ['@rc-component/input-number/es/StepHandler.js', "'Increase Value' : 'Decrease Value'", "'增加' : '减少'"],
];

/** Fails where a newer library has the text no more, or elsewhere. */
export function libraryWords(): Plugin {
  const missing = new Set(LIBRARY_WORDS);
  return {
    name: 'library-words',
    transform(code, id) {
      const path = id.replaceAll('\\', '/').split('?')[0]!;
      const words = LIBRARY_WORDS.find(([file]) => path.endsWith(`node_modules/${file}`));
      if (words === undefined) return null;
      const [file, from, to] = words;
      if (code.split(from).length !== 2) this.error(`${file}: not once ${from}`);
      missing.delete(words);
      return { code: code.replace(from, to), map: null };
    },
    buildEnd(error) {
      if (error === undefined && missing.size > 0)
        this.error(`not met: ${[...missing].map(([file]) => file).join(', ')}`);
    },
  };
}
