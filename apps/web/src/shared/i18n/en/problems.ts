import type { Texts } from '../zh-CN/texts.ts';

export const problems: Texts['problems'] = {
  offline: {
    what: 'No answer from the network',
    then: 'What you have is kept. Check the network and try again; nothing happens twice.',
  },
  internal: {
    what: 'Something broke on our side',
    then: 'This may not have taken effect. Try again; if it comes back, give the reference to an administrator.',
  },
  other: { what: 'That was not done ({{code}})', then: 'Nothing changed. Check and try again.' },
  unavailable: {
    what: 'The service is not available right now',
    then: 'Nothing is lost; try again when it is back.',
  },
  unauthenticated: { what: 'Your session has ended', then: 'Drafts are kept. Sign in again and go on.' },
  'role-not-allowed': {
    what: 'You may not do this',
    then: 'Nothing changed. Ask your supervisor if it is needed.',
  },
  'shop-not-allowed': {
    what: 'This is not one of your shops',
    then: 'Nothing changed. Ask your supervisor if it is needed.',
  },
  'version-conflict': {
    what: 'Someone changed this at the same moment',
    then: 'This did not take effect. Reload and try again.',
  },
  'too-large': { what: 'Too large', then: 'Nothing was submitted. Shorten or split it and try again.' },
  'not-found': { what: 'Not found', then: 'It may have moved; look in the list.' },
  'invalid-input': {
    what: 'Something was not filled in right',
    then: 'Nothing was saved. Mend what is named below.',
  },
  'wrong-name-or-password': {
    what: 'Account or password is wrong',
    then: 'Mind capitals and the input method, and try again.',
  },
  'too-many-requests': { what: 'Too many attempts', then: 'Wait a minute and try again.' },
  'idempotency-key-reused': {
    what: 'The same command came with other content',
    then: 'It was not done twice. Reload and fill it in again.',
  },
  'conversation-unknown': {
    what: 'There is no such conversation',
    then: 'Choose another one from the list.',
  },
  'conversation-closed': {
    what: 'The conversation is closed',
    then: 'This was not sent. A new message of the customer starts a new one.',
  },
  'not-your-conversation': {
    what: 'The conversation is not with you',
    then: 'It was transferred or taken; what you typed is kept as a draft.',
  },
  'message-id-reused': {
    what: 'This message was sent already',
    then: 'No need to send it again; reload to see it.',
  },
  'case-without-outcome': {
    what: 'A case has no outcome yet',
    then: 'The conversation stays open. Settle the case first.',
  },
  'agent-unavailable': {
    what: 'That colleague cannot take it now',
    then: 'The conversation stays where it is. Choose someone online with room.',
  },
  'taken-already': { what: 'A colleague took it already', then: 'Nothing to do; go on with the next one.' },
  'order-unknown': {
    what: 'After-sales does not know this order yet',
    then: 'Nothing was opened. It arrives within seconds; try again, and check the number if it does not.',
  },
  'line-unknown': {
    what: 'The order has no such item',
    then: 'Nothing was opened. Reload the order and choose again.',
  },
  'line-refunded-already': {
    what: 'A refund or reshipment of this item was approved already',
    then: 'Nothing was opened again. See the cases of this order.',
  },
  'quantity-above-line': { what: 'More than was bought', then: 'Nothing was opened. Lower the quantity.' },
  'case-open-already': {
    what: 'This item has an open case already',
    then: 'No second one was opened. Go on with it under “Cases”.',
  },
  'order-not-dispatched': {
    what: 'The order was not dispatched yet',
    then: 'Nothing was opened. A missing item can be reported after delivery.',
  },
  'case-unknown': { what: 'There is no such case', then: 'Check the link, or open it from the list.' },
  'case-not-awaiting-person': {
    what: 'The case no longer waits for a person',
    then: 'Nothing changed. Reload to see where it stands.',
  },
  'verdict-not-reopened': {
    what: 'The verdict is not re-opened',
    then: 'Nothing changed. Reload to see where it stands.',
  },
  'case-not-awaiting-approval': {
    what: 'The case no longer waits for approval',
    then: 'It was not approved twice. Someone may have settled it.',
  },
  'above-authority': { what: 'Above your authority', then: 'It was not approved. Ask the next level.' },
  'refund-not-approved': { what: 'The refund is not approved yet', then: 'No payment was recorded.' },
  'refund-paid-already': {
    what: 'This refund was paid already',
    then: 'It was not paid twice. Reload to see its reference.',
  },
  'amount-mismatch': {
    what: 'The amount differs from what was approved',
    then: 'No payment was recorded. Check it against the approved amount.',
  },
  'waybill-unknown': { what: 'There is no such waybill', then: 'Check carrier and number.' },
  'inquiry-unknown': { what: 'There is no such inquiry', then: 'Look in the list.' },
  'inquiry-answered': {
    what: 'The carrier answered already',
    then: 'Nothing was recorded twice. Reload to see the weights.',
  },
  'not-a-weight': {
    what: 'That is not a weight',
    then: 'Nothing was recorded. Write 0.90kg or 900g, above zero.',
  },
  'recipient-unknown': {
    what: 'No recipient is known',
    then: 'It was not imported, or was removed on request.',
  },
  'file-unreadable': {
    what: 'The file cannot be read',
    then: 'Nothing was imported. Make sure it is CSV (UTF-8 or GBK) and upload again.',
  },
  'file-empty': { what: 'The file is empty', then: 'Nothing was imported. Export it again and upload.' },
  'no-header': {
    what: 'The first row is not a header',
    then: 'Nothing was imported. The first row must name the columns.',
  },
  'file-too-large': {
    what: 'The file is too large',
    then: 'Nothing was imported. Split it and upload the parts.',
  },
  'too-many-files': {
    what: 'Too many files',
    then: 'Nothing was imported. At most 12 at once; upload the rest afterwards.',
  },
  'file-repeated': {
    what: 'Two files have the same name',
    then: 'Nothing was imported. Take one out and upload again.',
  },
  'storage-full': {
    what: 'The server has no room left',
    then: 'Nothing was imported. Ask an administrator to make room.',
  },
  'promise-stands': {
    what: 'The customer has our promise already',
    then: 'Nothing changed. “Keep the verdict” is open to you.',
  },
  'import-already-started': {
    what: 'The import has started already',
    then: 'The mapping did not change. Cancel first to change it.',
  },
  'file-unknown': { what: 'There is no such file', then: 'Reload the page and try again.' },
  'column-unknown': {
    what: 'The file has no such column',
    then: 'The mapping was not saved. Reload the page and try again.',
  },
  'field-mapped-twice': {
    what: 'Two columns for the same field',
    then: 'The mapping was not saved. Each field takes one column.',
  },
  'mapping-incomplete': {
    what: 'Required fields have no column',
    then: 'The import did not start. Map the marked fields first.',
  },
  'import-running': { what: 'The import is running', then: 'No need to start it again.' },
  'import-done': { what: 'The import is done', then: 'No need to start it again.' },
  'import-not-running': { what: 'The import is not running', then: 'There is nothing to cancel.' },
  'not-your-ledger': { what: 'You may see your own pay only', then: 'Payroll may see everyone’s.' },
};
