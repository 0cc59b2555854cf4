import type { MailText } from './mail-texts.ts';

/** Formats a message as plain text. */
export const toPlainText = ({ paragraphs, link, footer }: MailText): string =>
  [...paragraphs, `${link.label}:\n${link.url}`, `-- \n${footer}`].join('\n\n');

/** Formats a message as HTML, without styles, images and scripts. */
export const toHtml = ({ subject, paragraphs, link, footer }: MailText): string =>
  [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body>`,
    ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
    `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`,
    `<p><small>${escapeHtml(footer)}</small></p>`,
    '</body></html>',
  ].join('\n');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
