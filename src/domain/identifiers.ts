/** Identifiers of works in any usual spelling, brought to one form each: what makes two rows one work, and what a lookup finds. */

const DOI = /\b(10\.\d{4,9}\/[^\s"<>?#]+)/i;
const ARXIV_NEW =
  /(?:^|arxiv(?:\.org\/(?:abs\/|pdf\/|html\/|format\/|ftp\/arxiv\/papers\/\d{4}\/)|:|\.))\s*(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?(?=$|[\s?#/])/i;
const ARXIV_OLD =
  /(?:^|arxiv(?:\.org\/(?:abs|pdf)\/|:))\s*([a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?(?=$|[\s?#])/i;
const TRACKING = /^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|ref_src|source|sk|trk|igshid|spm)$/i;

/** The DOI in lower case, from a bare DOI, `doi:…`, or an address of doi.org, ACM and others that holds one; else null. */
export function doiOf(text: string): string | null {
  let decoded = text;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    // A stray per cent sign: the text is taken as it stands.
  }
  const found = DOI.exec(decoded)?.[1];
  if (found === undefined) return null;
  return found
    .toLowerCase()
    .replace(/\.pdf$/, '')
    .replace(/[.,;:)\]}/]+$/, '');
}

/** The arXiv id without its version, from `arXiv:1712.06139v2`, a bare id, an abs or pdf address, or an arXiv DOI; else null. */
export function arxivOf(text: string): string | null {
  const trimmed = text.trim();
  const doi = /10\.48550\/arxiv\.(\S+)/i.exec(trimmed)?.[1];
  const found = ARXIV_NEW.exec(doi ?? trimmed)?.[1] ?? ARXIV_OLD.exec(doi ?? trimmed)?.[1];
  return found?.toLowerCase() ?? null;
}

/**
 * One form for all spellings of an address: no scheme, `www.`, fragment, tracking parameters or trailing slash; host in lower
 * case; arXiv pdf and ftp as abs without version; owner and name on GitHub without case. @returns null unless it is http or https.
 */
export function canonicalUrl(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const host = url.host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/:(?:80|443)$/, '');
  let path = url.pathname.replace(/\/+$/, '');
  if (host === 'arxiv.org' || host === 'export.arxiv.org') {
    const arxiv = arxivOf(`arxiv.org${path}`);
    if (arxiv !== null) return `arxiv.org/abs/${arxiv}`;
  }
  if (host === 'github.com') {
    path = path.replace(/^\/[^/]+(?:\/[^/]+)?/, (ownerAndName) => ownerAndName.toLowerCase()).replace(/\.git$/, '');
  }
  const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name));
  const search =
    kept.length === 0 ? '' : `?${new URLSearchParams(kept.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))}`;
  return `${host}${path}${search}`;
}

/** Ten or thirteen characters with or without hyphens, as ISBN-13; null when the check digit is wrong. */
export function isbnOf(text: string): string | null {
  const characters = text
    .trim()
    .replace(/^isbn(?:[- ]?1[03])?:?\s*/i, '')
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase();
  const digits = isIsbn10(characters) ? isbn13(characters) : characters;
  if (!/^97[89]\d{10}$/.test(digits)) return null;
  return checkDigit13(digits.slice(0, 12)) === digits[12] ? digits : null;
}

function checkDigit13(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return String((10 - (sum % 10)) % 10);
}

/** Whether the weights 10 to 1 give a multiple of 11; X stands for 10. */
function isIsbn10(characters: string): boolean {
  if (!/^\d{9}[\dX]$/.test(characters)) return false;
  const sum = [...characters].reduce(
    (total, digit, index) => total + (10 - index) * (digit === 'X' ? 10 : Number(digit)),
    0,
  );
  return sum % 11 === 0;
}

function isbn13(ten: string): string {
  const twelve = `978${ten.slice(0, 9)}`;
  return twelve + checkDigit13(twelve);
}

const ORCID = /^(?:(?:https?:\/\/)?(?:www\.)?orcid\.org\/|orcid:?\s*)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])\/?$/i;

/** The ORCID as `0000-0002-1825-0097`, from that, sixteen digits, `orcid:…` or an address of orcid.org; null when the check digit is wrong. */
export function orcidOf(text: string): string | null {
  const groups = ORCID.exec(text.trim())
    ?.slice(1)
    .map((group) => group.toUpperCase());
  if (groups === undefined) return null;
  const characters = groups.join('');
  // ISO 7064, MOD 11-2.
  const total = [...characters].slice(0, 15).reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return characters[15] === (check === 10 ? 'X' : String(check)) ? groups.join('-') : null;
}

export interface IdentifiedWork {
  readonly doi: string | null;
  readonly arxivId: string | null;
  readonly isbn: string | null;
  readonly urls: readonly string[];
}

/** Everything a work can be looked up by, sorted: `arxiv:…`, `doi:…`, `isbn:…`, `url:…`. */
export function identifiersOf(work: IdentifiedWork): string[] {
  const keys = new Set<string>();
  if (work.doi !== null) keys.add(`doi:${work.doi}`);
  if (work.arxivId !== null) keys.add(`arxiv:${work.arxivId}`);
  if (work.isbn !== null) keys.add(`isbn:${work.isbn}`);
  for (const address of work.urls) {
    const url = canonicalUrl(address);
    if (url !== null) keys.add(`url:${url}`);
  }
  return [...keys].toSorted();
}
