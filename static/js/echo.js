// Reads an amount back in words while it is typed: 327,460,000 -> 3亿2,746万元. data-echo = id of the line, words in data-words.
const grouped = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

// In English in millions, when it is that large (as forms/fields.py does).
function english(whole) {
  if (whole < 1000000n) return '';
  const part = String((whole / 10000n) % 100n).padStart(2, '0');
  return `${grouped(String(whole / 1000000n))}${part === '00' ? '' : `.${part}`} million yuan`;
}

export function words(text) {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text.replace(/,/g, '').trim());
  if (!match) return '';
  const whole = BigInt(match[1]);
  if (document.documentElement.lang === 'en') return english(whole);
  const parts = [];
  const yi = whole / 100000000n;
  const wan = (whole / 10000n) % 10000n;
  const rest = whole % 10000n;
  if (yi) parts.push(`${grouped(String(yi))}亿`);
  if (wan) parts.push(`${grouped(String(wan))}万`);
  const cents = match[2] && Number(match[2]) ? `.${match[2]}` : '';
  if (rest || cents || !parts.length) parts.push(`${grouped(String(rest))}${cents}`);
  return `${parts.join('')}元`;
}

export function start(root) {
  for (const input of root.querySelectorAll('[data-echo]')) {
    const line = document.getElementById(input.dataset.echo);
    if (!line) continue;
    const say = () => { const read = words(input.value); line.textContent = read ? `${line.dataset.prefix || ''}${read}` : ''; };
    input.addEventListener('input', say);
  }
}
