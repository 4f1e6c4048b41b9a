/** Takes away what a view shows: the picture, the table, and the query behind it. */
import { useState } from 'preact/hooks';
import { download, fileName } from '../files/download.ts';
import { picturePng, pictureSvg } from '../files/picture-file.ts';
import { toCsv, toJson, type TableData } from '../files/table-file.ts';
import { useWords } from '../language/language.ts';
import type { Palette } from '../picture/palette.ts';
import type { PlacedPicture } from '../picture/picture.ts';
import { useNavigation } from '../routing/history.ts';

export interface BehindTheView {
  readonly text: string;
  readonly variables: unknown;
}

interface ExportMenuProps {
  readonly title: string;
  readonly picture: PlacedPicture | null;
  readonly table: TableData;
  readonly behind: BehindTheView;
  readonly palette: Palette;
}

/** The playground reads a query from its fragment. */
export function playgroundAddress({ text, variables }: BehindTheView): string {
  const fragment = new URLSearchParams({ query: text, variables: JSON.stringify(variables, null, 2) });
  return `/#${fragment}`;
}

export function ExportMenu({ title, picture, table, behind, palette }: ExportMenuProps) {
  const { say } = useWords();
  const { place } = useNavigation();
  const [notice, setNotice] = useState('');
  const save = (ending: string, type: string, content: string): void => {
    download(fileName(title, ending), new Blob([content], { type }));
    setNotice(say('saved', { name: fileName(title, ending) }));
  };
  const savePng = (placed: PlacedPicture): void => {
    picturePng(pictureSvg(placed, title, palette)).then(
      (blob) => {
        download(fileName(title, 'png'), blob);
        setNotice(say('saved', { name: fileName(title, 'png') }));
      },
      () => setNotice(say('failed')),
    );
  };
  return (
    <div class="export-menu" role="group" aria-label={say('export')}>
      {picture === null ? null : (
        <>
          <button type="button" onClick={() => save('svg', 'image/svg+xml', pictureSvg(picture, title, palette))}>
            SVG
          </button>
          <button type="button" onClick={() => savePng(picture)}>
            PNG
          </button>
        </>
      )}
      <button type="button" onClick={() => save('csv', 'text/csv;charset=utf-8', toCsv(table))}>
        CSV
      </button>
      <button type="button" onClick={() => save('json', 'application/json', toJson(table))}>
        JSON
      </button>
      <a href={playgroundAddress(behind)} {...(place.embed ? { target: '_blank', rel: 'noopener' } : {})}>
        {say('openInPlayground')}
      </a>
      <span role="status" class="quiet">
        {notice}
      </span>
    </div>
  );
}
