import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));

/** A fontconfig file that adds Chinese letters to whatever the machine has, and gives every page the same ones. */
export const writeFontsFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-fonts-'));
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  ${['400Regular', '600SemiBold'].map((weight) => `<dir>${join(fonts, weight)}</dir>`).join('\n  ')}
  <cachedir>${join(folder, 'cache')}</cachedir>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`,
  );
  return file;
};
