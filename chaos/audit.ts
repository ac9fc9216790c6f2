import { Client } from 'pg';
import { auditChain } from './audit-chain';
import type { Ledger } from './client';
import type { MailSink } from './mail-sink';

interface StoredRequest {
  id: string;
  key: string;
  entries: number;
  credentials: number;
  messages: number;
  entries_with_one_message: number;
  evidence: number;
  details: number;
  answers: number;
}

const REQUESTS = `
  SELECT r.id, r.internal_id AS key,
    (SELECT count(*)::int FROM request_subjects s WHERE s.request_id = r.id) AS entries,
    (SELECT count(*)::int FROM credentials c WHERE c.request_id = r.id) AS credentials,
    (SELECT count(*)::int FROM notifications n WHERE n.request_id = r.id) AS messages,
    (SELECT count(DISTINCT n.entry_id)::int FROM notifications n WHERE n.request_id = r.id) AS entries_with_one_message,
    (SELECT count(*)::int FROM evidence e WHERE e.subject_id = r.id AND e.kind = 'request.created') AS evidence,
    (SELECT count(*)::int FROM evidence e JOIN evidence_details d ON d.evidence_id = e.id WHERE e.subject_id = r.id) AS details,
    (SELECT count(*)::int FROM idempotency_records i WHERE i.result_id = r.id) AS answers
  FROM requests r`;

const WHOLE = {
  entries: 2,
  credentials: 2,
  messages: 2,
  entries_with_one_message: 2,
  evidence: 1,
  details: 1,
  answers: 1,
};

/** Rows that no foreign key would miss. */
const ORPHANS: Record<string, string> = {
  'answers without their request':
    'SELECT count(*)::int AS n FROM idempotency_records i WHERE NOT EXISTS (SELECT FROM requests r WHERE r.id = i.result_id)',
  'evidence without its request':
    'SELECT count(*)::int AS n FROM evidence e WHERE NOT EXISTS (SELECT FROM requests r WHERE r.id = e.subject_id)',
  'people whom nobody asked':
    'SELECT count(*)::int AS n FROM subjects p WHERE NOT EXISTS (SELECT FROM request_subjects s WHERE s.subject_id = p.id)',
  'people without a contact':
    'SELECT count(*)::int AS n FROM subjects p WHERE NOT EXISTS (SELECT FROM contacts c WHERE c.subject_id = p.id)',
};

/** Everything that is wrong with what is left, a line each. */
export async function audit(databaseUrl: string, ledger: Ledger, mails: MailSink): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: requests } = await client.query<StoredRequest>(REQUESTS);
    const messages = await client.query<Message>('SELECT id, recipient, status FROM notifications');
    const orphans: string[] = [];
    for (const [what, sql] of Object.entries(ORPHANS)) {
      const { rows } = await client.query<{ n: number }>(sql);
      if (rows[0].n > 0) orphans.push(`${rows[0].n} ${what}`);
    }
    return [
      ...ledger.violations,
      ...auditKeys(requests, ledger),
      ...requests.flatMap(auditWhole),
      ...auditMessages(messages.rows, mails),
      ...orphans,
      ...(await auditChain(client)),
    ];
  } finally {
    await client.end();
  }
}

function auditKeys(requests: StoredRequest[], { tried, acknowledged }: Ledger): string[] {
  const byKey = new Map<string, StoredRequest[]>();
  for (const request of requests) byKey.set(request.key, [...(byKey.get(request.key) ?? []), request]);
  const wrong = [...byKey].filter(([key]) => !tried.has(key)).map(([key]) => `${key}: nobody asked for it`);
  for (const [key, stored] of byKey) if (stored.length > 1) wrong.push(`${key}: stored ${stored.length} times`);
  for (const [key, { id }] of acknowledged) {
    const stored = byKey.get(key)?.map((request) => request.id) ?? [];
    if (!stored.includes(id)) wrong.push(`${key}: acknowledged as ${id}, but it is not there`);
  }
  return wrong;
}

const auditWhole = (request: StoredRequest): string[] =>
  Object.entries(WHOLE)
    .filter(([part, count]) => request[part as keyof typeof WHOLE] !== count)
    .map(([part, count]) => `${request.id}: ${part} is ${request[part as keyof typeof WHOLE]}, not ${count}`);

interface Message {
  id: string;
  recipient: string;
  status: string;
}

function auditMessages(messages: Message[], { received }: MailSink): string[] {
  const known = new Map(messages.map((message) => [message.id, message]));
  const wrong = messages
    .filter(({ status }) => status !== 'SENT')
    .map(({ id, status }) => `message ${id} is ${status}, not SENT`);
  for (const { id, recipient } of messages) {
    const to = received.get(id);
    if (!to) wrong.push(`message ${id} never arrived`);
    else if (to.some((address) => address !== recipient)) wrong.push(`message ${id} went to ${to.join(', ')}`);
  }
  for (const id of received.keys()) if (!known.has(id)) wrong.push(`a mail arrived as ${id}, which nobody stored`);
  return wrong;
}
