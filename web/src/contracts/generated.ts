// Generated from the Java records of module contracts; do not edit (see TypeScriptContractsTest).

export interface Alert {
    id: string;
    rev: number;
    groupKey: string;
    class: AlertClass;
    domain: AlertDomain;
    kind: string;
    level: number;
    condition: Condition;
    response: Response;
    disposition?: Disposition;
    title: string;
    reason: string;
    evidence: { [index: string]: string };
    site?: SiteRef;
    place?: string;
    placeName?: string;
    sources: AlertSource[];
    occurrences: number;
    raisedAt: string;
    firstSignalAt: string;
    receivedAt: string;
    updatedAt: string;
    owner?: string;
    timers: AlertTimer[];
    escalation: Escalation;
    suppressedBy?: string;
    shelvedUntil?: string;
    tags: string[];
    verification?: Verification;
    falseAlarmCause?: FalseAlarmCause;
    report119?: Report119;
    answering?: Answering;
    evacuation?: Evacuation;
}

export interface CommandResult {
    commandId: string;
    alertId: string;
    accepted: boolean;
    code: string;
    reason: string;
    rev: number;
    at: string;
}

export interface TimelineEntry {
    at: string;
    eventTime: string;
    by: string;
    action: string;
    level: number;
    condition: Condition;
    response: Response;
    reason: string;
    rev: number;
}

export interface DeviceStatus {
    id: string;
    rev: number;
    domain: AlertDomain;
    siteId?: string;
    place?: string;
    online: boolean;
    lastSeenAt: string;
}

export interface RawPress {
    id: string;
    rev: number;
    signalId: string;
    deviceId: string;
    point?: string;
    signal: FireSignalKind;
    site?: SiteRef;
    place?: string;
    placeName?: string;
    receivedAt: string;
    state: State;
}

export interface TestWindow {
    id: string;
    siteId: string;
    points: TestPoint[];
    from: string;
    to: string;
    by: string;
    byName: string;
    reason: string;
    cancelled: boolean;
}

export interface RejectedEvent {
    id: string;
    receivedAt: string;
    protocol: string;
    principal?: string;
    reason: string;
    field?: string;
    detail: string;
    eventType?: string;
    deviceId?: string;
    eventId?: string;
    source?: string;
    payload?: string;
}

export interface HealthItem {
    id: string;
    rev: number;
    ok: boolean;
    newestAt?: string;
    detail: string;
}

export interface WallMessage {
    t: 'hello' | 'snapshot' | 'delta' | 'beat' | 'resync';
}

export interface SiteRef {
    id: string;
    name: string;
    lon: number;
    lat: number;
}

export interface AlertSource {
    deviceId: string;
    point?: string;
    kind: string;
    active: boolean;
    firstAt: string;
    lastAt: string;
    count: number;
}

export interface AlertTimer {
    name: string;
    dueAt: string;
}

export interface Escalation {
    step: number;
    notified: string[];
}

export interface Verification {
    result: VerifyResult;
    byRule: boolean;
    by: string;
    at: string;
}

export interface Report119 {
    by: string;
    byName: string;
    at: string;
}

export interface Answering {
    person: string;
    calledAt: string;
    calls: number;
    answeredBy?: string;
    answeredAt?: string;
    how?: AnswerHow;
}

export interface Evacuation {
    households: MoveCounts;
    people: MoveCounts;
    by: string;
    byName: string;
    at: string;
}

export interface TestPoint {
    deviceId: string;
    point?: string;
    expects?: FireSignalKind;
}

export interface Hello extends WallMessage {
    t: 'hello';
    epoch: string;
    serverTime: string;
    beatMs: number;
}

export interface Snapshot extends WallMessage {
    t: 'snapshot';
    topic: string;
    offset: string;
    items: unknown[];
}

export interface Delta extends WallMessage {
    t: 'delta';
    topic: string;
    prev: string;
    offset: string;
    changed: unknown[];
    removed: string[];
}

export interface Beat extends WallMessage {
    t: 'beat';
    serverTime: string;
    canary: CanaryReport;
}

export interface Resync extends WallMessage {
    t: 'resync';
    reason: string;
}

export interface MoveCounts {
    toMove: number;
    moved: number;
    refused: number;
}

export interface CanaryReport {
    ageMs?: number;
    latencyMs?: number;
}

export type AlertAction = 'acknowledge' | 'accept' | 'decline' | 'verify' | 'dispatch' | 'arrive' | 'resolve' | 'close' | 'false-alarm' | 'drill' | 'comment' | 'shelve' | 'unshelve' | 'reopen' | 'report-119' | 'answer' | 'evacuation';

export type Role = 'viewer' | 'officer' | 'shift-lead' | 'admin';

export type AlertClass = 'alarm' | 'maintenance';

export type AlertDomain = 'fire' | 'slope' | 'ebike' | 'ticket' | 'system';

export type Condition = 'active' | 'cleared';

export type Response = 'unacknowledged' | 'acknowledged' | 'verifying' | 'dispatched' | 'on-site' | 'resolved' | 'closed';

export type Disposition = 'real' | 'false-alarm' | 'drill' | 'test' | 'unknown';

export type FalseAlarmCause = 'mistaken-touch' | 'device-fault' | 'fumes' | 'works' | 'malice' | 'unreported-drill' | 'unknown';

export type FireSignalKind = 'press' | 'alarm' | 'restore' | 'reset' | 'test' | 'fault' | 'shield' | 'supervise' | 'start' | 'feedback' | 'manual-auto' | 'analogue' | 'operation' | 'low-battery' | 'tamper' | 'heartbeat' | 'register' | 'duty-unanswered';

export type State = 'unrecorded' | 'unaggregated';

export type VerifyResult = 'confirmed' | 'false' | 'unreachable';

export type AnswerHow = 'pressed' | 'spoken';

export type WallMessageUnion = Hello | Snapshot | Delta | Beat | Resync;
