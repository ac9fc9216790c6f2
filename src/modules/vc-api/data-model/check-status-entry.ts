import type { FieldError } from '../../../platform/http';
import { isObject, type JsonObject } from '../../keys';
import { each, flaw, ifGiven, requireUrl } from './flaws';

const isWhole = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;

/** Bitstring Status List 1.0, 2.1: where the status of a credential is to be read. */
export function checkStatusEntry(field: string, entry: JsonObject): FieldError[] {
  const { statusPurpose, statusListIndex, statusListCredential, statusSize, statusReference } = entry;
  const isIndex = typeof statusListIndex === 'string' && /^(0|[1-9]\d{0,14})$/.test(statusListIndex);
  return [
    ...requireText(`${field}.statusPurpose`, statusPurpose),
    ...(isIndex ? [] : flaw(`${field}.statusListIndex`, 'must be a whole number from 0 on, as a text')),
    ...requireUrl(`${field}.statusListCredential`, statusListCredential),
    ...ifGiven(`${field}.statusSize`, statusSize, (path) =>
      isWhole(statusSize) ? [] : flaw(path, 'must be a whole number from 1 on'),
    ),
    ...checkMessages(`${field}.statusMessage`, entry),
    ...ifGiven(`${field}.statusReference`, statusReference, (path) => each(path, statusReference, requireUrl)),
  ];
}

/** One message for each status that so many bits can tell apart; needed where there are more than the two of one bit. */
function checkMessages(field: string, { statusSize = 1, statusMessage, statusPurpose }: JsonObject): FieldError[] {
  if (statusMessage === undefined) {
    const needed = (isWhole(statusSize) && statusSize > 1) || statusPurpose === 'message';
    return needed ? flaw(field, 'must be there for every status that there can be') : [];
  }
  const messages = Array.isArray(statusMessage) ? (statusMessage as unknown[]) : [];
  const right = isWhole(statusSize) && statusSize <= 16 && messages.length === 2 ** statusSize;
  return [
    ...(right ? [] : flaw(field, 'must be an array with one message for every status that there can be')),
    ...messages.flatMap((message, index) => checkMessage(`${field}[${index}]`, message)),
  ];
}

function checkMessage(field: string, message: unknown): FieldError[] {
  if (!isObject(message)) return flaw(field, 'must be an object');
  const isHex = typeof message.status === 'string' && /^0x[0-9a-f]+$/i.test(message.status);
  return [
    ...(isHex ? [] : flaw(`${field}.status`, 'must be a hexadecimal number that begins with 0x')),
    ...requireText(`${field}.message`, message.message),
  ];
}

/** Bitstring Status List 1.0, 2.2: the subject of the credential that is such a list. */
export function checkStatusList(field: string, subject: JsonObject): FieldError[] {
  const { type, statusPurpose, encodedList, ttl } = subject;
  const isList = typeof encodedList === 'string' && /^u[A-Za-z0-9_-]+$/.test(encodedList);
  return [
    ...(type === 'BitstringStatusList' ? [] : flaw(`${field}.type`, 'must be BitstringStatusList')),
    ...each(`${field}.statusPurpose`, statusPurpose, requireText),
    ...(isList ? [] : flaw(`${field}.encodedList`, 'must be multibase base64url: it begins with u')),
    ...ifGiven(`${field}.ttl`, ttl, (path) => (isWhole(ttl) ? [] : flaw(path, 'must be a whole number from 1 on'))),
  ];
}

const requireText = (field: string, value: unknown): FieldError[] =>
  typeof value === 'string' && value !== '' ? [] : flaw(field, 'must be a text');
