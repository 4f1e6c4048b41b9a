/** Titles in which a character is easily lost, split, turned about or taken for another. */
export const SCRIPTS = {
  composed: 'Caf\u00e9 of models',
  decomposed: 'Pin\u0303ata of models',
  capitals: 'ÅNGSTRÖM MODELS',
  sharpS: 'Stra\u00dfe der Modelle',
  dottedI: '\u0130stanbul \u0131\u015f\u0131k',
  emoji: 'Models \u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466} at home',
  rightToLeft: '\u05de\u05d5\u05d3\u05dc \u0644\u0644\u062a\u0639\u0644\u0645',
  bidiControls: 'Model \u202egnp.exe\u202c and \u2067inner\u2069 end',
  marks: `Z${'\u0335'.repeat(900)}algo models`,
  astral: '\u{1d4dc}\u{1d4dd} models \u{20000}',
  japanese: 'か\u3099く習モデル',
  voiced: '別のがく習',
  widths: 'ﾓﾃﾞﾙ ｍｏｄｅｌ ﬁne',
  spaces: 'Models\u00a0with\u3000odd\u2003spaces\u200b here',
} as const;
