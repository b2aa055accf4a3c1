import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anAlert, at, T0 } from '../contracts/fixtures';
import type { Alert } from '../contracts/generated';
import type { Language } from '../i18n';
import AnswerBadge from './AnswerBadge.vue';
import CommandBar from './CommandBar.vue';
import { offersFor } from './commands';
import { inside, misfitOf, type Written } from './evacuation';
import { type Answers, gatewayOf, mounted, settle } from './testing';

const SLOPE: Partial<Alert> = {
  domain: 'slope',
  level: 2,
  response: 'acknowledged',
  answering: { person: 'zhou', calledAt: at(0), calls: 1 },
  timers: [{ name: 'answer', dueAt: at(3_600_000) }],
};
const ANSWERED: Partial<Alert> = {
  ...SLOPE,
  answering: {
    person: 'zhou',
    calledAt: at(0),
    calls: 1,
    answeredBy: 'officer',
    answeredAt: at(60_000),
    how: 'spoken',
  },
  timers: [],
};
const COUNTS: Written = {
  households: { toMove: 12, moved: 10, refused: 1 },
  people: { toMove: 37, moved: 31, refused: 2 },
};

let gateway: ReturnType<typeof gatewayOf>;
let answers: Answers;
let page: ReturnType<typeof mounted>;

beforeEach(() => {
  answers = { [`POST /alerts/${anAlert().id}/commands`]: [200, { rev: 8 }] };
  gateway = gatewayOf(answers);
});
afterEach(() => page?.unmount());

function desk(over: Partial<Alert> = SLOPE, account = 'officer', language: Language = 'zh') {
  const props = { alert: anAlert(over), role: 'officer', account, api: gateway.api };
  page = mounted(CommandBar, props, language);
  return page;
}

const actions = (over: Partial<Alert>, account?: string) =>
  offersFor(anAlert(over), 'officer', account).map((offer) => offer.action);

describe('what the desk offers at a slope alarm', () => {
  it('is an answer while one is owed', () => {
    expect(actions(SLOPE)[0]).toBe('answer');
    expect(actions({ ...SLOPE, response: 'unacknowledged' }).slice(0, 2)).toEqual([
      'acknowledge',
      'answer',
    ]);
    expect(actions(ANSWERED)).not.toContain('answer');
    expect(actions({ ...SLOPE, response: 'resolved', timers: [] })).not.toContain('answer');
  });
  it('is the moving out of people from orange on, and of slopes alone', () => {
    expect(actions(ANSWERED)).toContain('evacuation');
    expect(actions({ ...ANSWERED, level: 3 })).not.toContain('evacuation');
    expect(actions({ ...ANSWERED, response: 'closed' })).not.toContain('evacuation');
    expect(actions({ response: 'acknowledged' })).not.toContain('evacuation');
    expect(actions({ response: 'acknowledged' })).not.toContain('answer');
  });
  it('has one key each', () => {
    const keys = offersFor(anAlert(SLOPE), 'admin').flatMap((offer) => offer.key ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('an answer', () => {
  it('is one press for the person called', async () => {
    await desk(SLOPE, 'zhou').click('[data-action=answer]');
    expect(gateway.sent.at(-1)?.body).toMatchObject({
      action: 'answer',
      expectedRevision: 1_000_001,
    });
    expect(gateway.sent.at(-1)?.body).not.toHaveProperty('reason');
  });
  it('on behalf says who said what', async () => {
    const page = desk();
    await page.click('[data-action=answer]');
    expect(gateway.sent).toEqual([]);
    expect(page.words()).toContain('代 zhou 应答');
    expect(page.find<HTMLButtonElement>('dialog [type=submit]').disabled).toBe(true);
    await page.fill('textarea', '周工电话：已到坡顶');
    await page.submit('dialog form');
    await settle();
    expect(gateway.sent.at(-1)?.body).toMatchObject({
      action: 'answer',
      reason: '周工电话：已到坡顶',
    });
    expect(page.words()).toContain('已生效：已应答');
  });
});

describe('the badge of the answer', () => {
  const badge = (over: Partial<Alert>, language: Language = 'zh') => {
    page = mounted(AnswerBadge, { alert: anAlert(over), now: T0 }, language);
    return page.words();
  };
  it('says who must answer and until when', () => {
    expect(badge(SLOPE)).toContain('须由 zhou 应答');
    expect(badge(SLOPE)).toContain('20:35:45');
    expect(badge(SLOPE, 'en')).toContain('zhou must answer by');
  });
  it('counts the calls that had no answer', () => {
    expect(badge({ ...SLOPE, answering: { person: 'zhou', calledAt: at(0), calls: 3 } })).toContain(
      '已叫应 3 次',
    );
  });
  it('says who answered, and how', () => {
    expect(badge(ANSWERED)).toContain('口头应答，officer 记录');
  });
  it('says that nobody did once the calls have ended', () => {
    expect(badge({ ...SLOPE, timers: [] })).toContain('没有应答');
  });
  it('is not there for other alarms', () => {
    expect(badge({})).toBe('');
  });
});

describe('the counts of those moved out', () => {
  async function fill(counts: Written) {
    const page = desk(ANSWERED);
    await page.click('[data-action=evacuation]');
    for (const unit of ['households', 'people'] as const) {
      for (const part of ['toMove', 'moved', 'refused'] as const) {
        await page.fill(`[name=${unit}-${part}]`, String(counts[unit][part]));
      }
    }
    await page.submit('dialog form');
    return page;
  }
  it('are sent as numbers, and the dialog closes', async () => {
    const page = await fill(COUNTS);
    expect(gateway.sent.at(-1)?.body).toMatchObject({ action: 'evacuation', evacuation: COUNTS });
    expect(page.root.querySelector('dialog')).toBeNull();
    expect(page.words()).toContain('已生效：转移登记');
  });
  it('that cannot be are not sent, and the field says why', async () => {
    const page = await fill({ ...COUNTS, people: { toMove: 37, moved: 31, refused: 7 } });
    expect(gateway.sent).toEqual([]);
    expect(page.find('[name=people-refused]').getAttribute('aria-invalid')).toBe('true');
    expect(page.words()).toContain('与已转移之和不超过应转移');
    expect(page.words()).toContain('请改正标出的一项');
  });
  it('show what the gateway refuses at its field, and keep what was written', async () => {
    answers[`POST /alerts/${anAlert().id}/commands`] = [
      400,
      { field: '/evacuation/households/moved', detail: 'must be a whole number' },
    ];
    const page = await fill(COUNTS);
    const field = page.find<HTMLInputElement>('[name=households-moved]');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.value).toBe('10');
    expect(page.words()).toContain('must be a whole number');
  });
  it('go on from the newest, and say how many are inside', async () => {
    const evacuation = { ...COUNTS, by: 'li', byName: '李', at: at(0) } as Alert['evacuation'];
    const page = desk({ ...ANSWERED, evacuation });
    await page.click('[data-action=evacuation]');
    expect(page.find<HTMLInputElement>('[name=people-moved]').value).toBe('31');
    expect(page.words()).toContain('尚未转移 4');
    await page.fill('[name=people-moved]', '35');
    expect(page.words()).toContain('尚未转移 0');
  });
  it.each([
    [{ toMove: -1, moved: 0, refused: 0 }, 'toMove'],
    [{ toMove: 1_000_001, moved: 0, refused: 0 }, 'toMove'],
    [{ toMove: '', moved: 0, refused: 0 }, 'toMove'],
    [{ toMove: 5, moved: 6, refused: 0 }, 'moved'],
    [{ toMove: 5, moved: 1.5, refused: 0 }, 'moved'],
    [{ toMove: 5, moved: 3, refused: 3 }, 'refused'],
  ] as const)('%o has its fault at %s', (people, part) => {
    expect(misfitOf({ ...COUNTS, people: { ...people } })).toMatchObject({
      field: `/evacuation/people/${part}`,
    });
    expect(misfitOf(COUNTS)).toBeUndefined();
  });
  it('say nothing of those inside while they do not fit', () => {
    expect(inside({ toMove: 5, moved: 4, refused: 2 })).toBeUndefined();
    expect(inside({ toMove: '', moved: 0, refused: 0 })).toBeUndefined();
  });
});
