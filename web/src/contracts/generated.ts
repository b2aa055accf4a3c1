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
    partOf?: string;
    flood?: FloodSummary;
    standing?: string;
    orders?: AlertOrder[];
}

export interface AlertRules {
    version: number;
    by: string;
    comment?: string;
    at: string;
    effectiveAt: string;
    groups: GroupRule[];
    inhibitions: InhibitRule[];
    delays: DelayRule[];
    chatter: ChatterRule;
    staleAfterS: number;
    flood: FloodRule;
    escalations: EscalationRule[];
    standing: Standing[];
}

export interface DryRunReport {
    headline: string;
    redPagedLess: number;
    from: string;
    to: string;
    firstAt?: string;
    lastAt?: string;
    inputs: number;
    dropped: { [index: string]: number };
    limit?: Limit;
    current: DryRunCounts;
    proposed: DryRunCounts;
    differing: number;
    examples: DryRunDifference[];
}

export interface AlarmLoad {
    id: string;
    rev: number;
    seat: string;
    name: string;
    place: string;
    lastTenMinutes: number;
    lastHour: number;
    lastDay: number;
    averagePerTenMinutes: number;
    mostPerTenMinutes: number;
    floodPercent: number;
    flood?: string;
    active: number;
    unanswered: number;
    chattering: number;
    stale: number;
    inhibited: number;
    parts: number;
    shelved: number;
    standing: number;
    byLevel: { [index: string]: number };
    topSources: TopSource[];
    at: string;
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

export interface SlopeView {
    id: string;
    rev: number;
    site?: SiteRef;
    place?: string;
    placeName?: string;
    at: string;
    level: number;
    support: SlopeSupport;
    reasons: string[];
    next: string;
    since?: string;
    rain: RainView;
    instruments: InstrumentView[];
    profileVersion: number;
    responsible?: string;
    replay: boolean;
    angles: AngleLimits;
    releaseTo?: number;
    released?: SlopeRelease;
    profileUnset: boolean;
}

export interface SlopeProfile {
    siteId: string;
    version: number;
    name: string;
    rates: ReferenceRate[];
    limits: RateLimits;
    aliases: { [index: string]: string };
    channels: ChannelSetting[];
    verdicts: StepVerdict[];
    responsible?: string;
    approvedBy?: string;
    at?: string;
    limitsBy?: LimitsBy;
}

export interface SlopeHistory {
    siteId: string;
    run?: string;
    from: string;
    to: string;
    step: HistoryStep;
    instruments: InstrumentHistory[];
    steps: SlopeStepPoint[];
    changes: LevelChange[];
}

export interface SlopeReading {
    id: string;
    source: string;
    stationId: string;
    instrument: SlopeInstrument;
    channel: string;
    values: { [index: string]: number };
    deviceTime: string;
    receivedAt: string;
    site?: SiteRef;
    place?: string;
    placeName?: string;
    registered: boolean;
    replay: boolean;
    faults: string[];
}

export interface ChargerPage {
    id: string;
    rev: number;
    summary: ChargerSite;
    stations: StationView[];
    ports: PortView[];
    limits: RuleLimit[];
    orders: PortOrderView[];
    profileVersion: number;
}

export interface ChargerProfile {
    siteId: string;
    version: number;
    portRatingW?: number;
    siteLimitW?: number;
    floatW?: number;
    heartbeatS?: number;
    meterIdleW?: number;
    autoCutOff: boolean;
    contact?: string;
    by?: string;
    at?: string;
}

export interface ChargingSession {
    id: string;
    siteId: string;
    place?: string;
    stationId: string;
    port: number;
    sessionId?: string;
    startedAt: string;
    endedAt: string;
    seconds: number;
    energyWh?: number;
    plateauW?: number;
    peakTempC?: number;
    stopReason?: StopReason;
    level: number;
    kinds: string[];
    replay: boolean;
}

export interface HotSpot {
    id: string;
    rev: number;
    cell: string;
    category: string;
    categoryName?: string;
    place?: string;
    placeName?: string;
    west: number;
    south: number;
    east: number;
    north: number;
    from: string;
    to: string;
    count: number;
    callers: number;
    unknownCallers: number;
    mean: number;
    weeks: number;
    limit: number;
    cases: string[];
    since: string;
    endedAt?: string;
    replay: boolean;
}

export interface TicketProposal {
    id: string;
    caseId: string;
    other: string;
    similarity: number;
    distanceM?: number;
    sameAddress: boolean;
    reason: string;
    at: string;
    replay: boolean;
}

export interface TicketBoard {
    id: string;
    rev: number;
    place?: string;
    placeName?: string;
    at: string;
    open: number;
    overdue: number;
    supervised: number;
    suspended: number;
    secondDispatch: number;
    adjudicating: number;
    states: { [index: string]: number };
    clocks: ClockLoad[];
    in: number;
    ended: number;
    pressing: TicketLine[];
    calendarMissing: boolean;
}

export interface TicketChange {
    ticket: Ticket;
    steps: TicketStep[];
}

export interface TicketEvent {
    id: string;
    ref: TicketRef;
    caseId: string;
    kind: TicketEventKind;
    by?: string;
    department?: string;
    content?: TicketContent;
    spot?: TicketSpot;
    departments: string[];
    lead?: string;
    rating?: number;
    outcome?: VerifyOutcome;
    until?: string;
    other?: TicketRef;
    into?: string;
    flag?: TicketFlag;
    proof?: string;
    reason?: string;
    occurredAt: string;
    receivedAt: string;
    replay: boolean;
}

export interface TicketOrder {
    id: string;
    caseId: string;
    ref: TicketRef;
    department: string;
    kind: TicketOrderKind;
    title?: string;
    category?: string;
    place?: string;
    placeName?: string;
    dueAt?: string;
    reason: string;
    issuedAt: string;
    replay: boolean;
}

export interface TicketResult {
    commandId: string;
    caseId: string;
    accepted: boolean;
    reason: string;
    state?: TicketState;
    rev: number;
}

export interface TicketRules {
    version: number;
    by: string;
    comment?: string;
    at: string;
    defaultClass: string;
    classes: TicketClass[];
    calendar: WorkCalendar;
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

export interface FloodSummary {
    seat: string;
    since: string;
    total: number;
    byLevel: { [index: string]: number };
    byKind: { [index: string]: number };
    active: number;
    firstOut: FirstOut[];
    over: boolean;
}

export interface AlertOrder {
    id: string;
    department: string;
    text: string;
    by: string;
    at: string;
    replyBy: string;
    state: AlertOrderState;
    repliedBy?: string;
    repliedAt?: string;
    reply?: string;
}

export interface GroupRule {
    id: string;
    match: AlertMatch;
    by?: string[];
    reopenWithinS?: number;
    closeAfterS?: number;
    closeFrom?: From;
}

export interface InhibitRule {
    id: string;
    cause: AlertMatch;
    target: AlertMatch;
    equal: string[];
    reason?: string;
}

export interface DelayRule {
    id: string;
    match: AlertMatch;
    onDelayS: number;
    offDelayS: number;
    deadbandOf?: string;
    deadband?: number;
}

export interface ChatterRule {
    count: number;
    withinS: number;
    quietS: number;
}

export interface FloodRule {
    seats: Seat[];
    windowS: number;
    enterAbove: number;
    leaveBelow: number;
    leaveAfterS: number;
    firstOut: number;
}

export interface EscalationRule {
    id: string;
    match: AlertMatch;
    from?: string;
    to?: string;
    steps: Step[];
    acceptWithinS?: number;
    acceptPost?: string;
}

export interface Standing {
    id: string;
    kind: StandingKind;
    match: AlertMatch;
    from: string;
    until: string;
    reason: string;
    by: string;
    confirmedBy?: string;
    replacement?: string;
}

export interface DryRunCounts {
    alerts: number;
    byLevel: { [index: string]: number };
    byKind: { [index: string]: number };
    loud: number;
    quiet: number;
    loudTo: { [index: string]: number };
    quietTo: { [index: string]: number };
    escalations: number;
    inhibited: number;
    flooded: number;
    chattering: number;
    stale: number;
    standing: number;
    commandsDone: number;
    commandsRefused: number;
    commandsLost: number;
}

export interface DryRunDifference {
    alertId?: string;
    title: string;
    level: number;
    at: string;
    redPagedLess: boolean;
    changes: Change[];
    words: string;
}

export interface TopSource {
    deviceId: string;
    title: string;
    place?: string;
    count: number;
    percent: number;
}

export interface TestPoint {
    deviceId: string;
    point?: string;
    expects?: FireSignalKind;
}

export interface RainView {
    hour1: number;
    hours3: number;
    hours6: number;
    hours12: number;
    hours24: number;
    hours72: number;
    level: number;
    reason: string;
}

export interface InstrumentView {
    stationId: string;
    channel: string;
    instrument: SlopeInstrument;
    values: { [index: string]: number };
    lastAt?: string;
    quality: SlopeQuality;
    qualityReason?: string;
    current: boolean;
    displacement: number;
    rate?: number;
    sigma?: number;
    windowHours: number;
    angle?: number;
    level: number;
    reasons: string[];
    reference?: ReferenceRate;
    forecast?: SlopeForecast;
    points: SlopePoint[];
    step?: SlopeStep;
}

export interface AngleLimits {
    yellow: number;
    orange: number;
    red: number;
}

export interface SlopeRelease {
    id: string;
    siteId: string;
    level: number;
    by: string;
    reason: string;
    at: string;
}

export interface ReferenceRate {
    stationId: string;
    channel: string;
    mmPerDay: number;
    sigma: number;
    from: string;
    to: string;
    version: number;
    approvedBy?: string;
}

export interface RateLimits extends Serializable {
    blue: number;
    yellow: number;
    orange: number;
    red: number;
    orangeWeek: number;
    redHour: number;
}

export interface ChannelSetting {
    stationId: string;
    channel: string;
    sigma: number;
    manual: boolean;
}

export interface StepVerdict {
    stationId: string;
    channel: string;
    at: string;
    moved: boolean;
    by: string;
    reason: string;
}

export interface LimitsBy {
    version: number;
    by: string;
    at: string;
}

export interface InstrumentHistory {
    stationId: string;
    channel: string;
    instrument: SlopeInstrument;
    points: HistoryPoint[];
}

export interface SlopeStepPoint {
    at: string;
    rain?: number;
    level?: number;
}

export interface LevelChange {
    at: string;
    level: number;
    support: SlopeSupport;
    reasons: string[];
}

export interface ChargerSite {
    id: string;
    rev: number;
    site?: SiteRef;
    place?: string;
    placeName?: string;
    at: string;
    level: number;
    reasons: string[];
    since?: string;
    ports: number;
    inUse: number;
    powerW: number;
    siteLimitW?: number;
    hottestC?: number;
    hottestPort?: string;
    stations: number;
    stationsOffline: number;
    offline: boolean;
    ordersOpen: number;
    cutOffs: number;
    cutOffsFailed: number;
    locked: number;
    replay: boolean;
}

export interface StationView {
    stationId: string;
    online: boolean;
    lastSeenAt: string;
    smoke: boolean;
    everyS?: number;
    blind: string[];
}

export interface PortView {
    stationId: string;
    port: number;
    at: string;
    state?: PortState;
    phase?: ChargingPhase;
    powerW?: number;
    tempC?: number;
    boardC?: number;
    sessionId?: string;
    startedAt?: string;
    elapsedS?: number;
    energyWh?: number;
    plateauW?: number;
    level: number;
    reasons: string[];
    heatUnknown: boolean;
    lockedBy?: string;
    order?: PortOrderView;
    curve?: PortCurve;
}

export interface RuleLimit {
    rule: string;
    name: string;
    words: string;
    level: number;
    bySite: boolean;
    value?: number;
    unit?: string;
}

export interface PortOrderView {
    id: string;
    rev: number;
    siteId: string;
    place?: string;
    stationId: string;
    port: number;
    action: PortAction;
    state: PortOrderState;
    detail: string;
    by: string;
    reason: string;
    alertId?: string;
    attempts: number;
    requestedAt: string;
    sentAt?: string;
    answeredAt?: string;
    endedAt?: string;
    powerW?: number;
}

export interface ClockLoad {
    milestone: string;
    title: string;
    early: number;
    half: number;
    late: number;
    overdue: number;
    paused: number;
}

export interface TicketLine {
    id: string;
    number: string;
    title?: string;
    categoryName?: string;
    placeName?: string;
    state: TicketState;
    flags: TicketFlag[];
    department?: string;
    milestone?: string;
    kind?: ClockKind;
    dueAt?: string;
    tier: number;
}

export interface Ticket {
    id: string;
    rev: number;
    state: TicketState;
    flags: TicketFlag[];
    links: TicketLink[];
    content: TicketContent;
    spot: TicketSpot;
    departments: TicketDepartment[];
    clocks: TicketClock[];
    tier: number;
    returns: number;
    redos: number;
    failedCalls: number;
    rating?: number;
    outcome?: VerifyOutcome;
    proof?: string;
    mergedInto?: string;
    conflicts: TicketConflict[];
    createdAt: string;
    receivedAt: string;
    updatedAt: string;
    doneAt?: string;
    endedAt?: string;
    rules: number;
    replay: boolean;
}

export interface TicketStep {
    id: string;
    at: string;
    occurredAt: string;
    system: string;
    by?: string;
    department?: string;
    action: string;
    accepted: boolean;
    from: TicketState;
    to: TicketState;
    reason?: string;
    rev: number;
}

export interface TicketRef {
    system: string;
    number: string;
}

export interface TicketContent {
    classId?: string;
    category?: string;
    categoryName?: string;
    title?: string;
    text?: string;
    address?: string;
    caller?: string;
    channel?: string;
    secret: boolean;
    unrated: boolean;
}

export interface TicketSpot {
    place?: string;
    placeName?: string;
    lon?: number;
    lat?: number;
}

export interface TicketClass {
    id: string;
    title: string;
    milestones: Milestone[];
}

export interface WorkCalendar {
    zone: string;
    hours: WorkHours[];
    years: WorkYear[];
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

export interface FirstOut {
    alertId: string;
    title: string;
    level: number;
    at: string;
}

export interface AlertMatch {
    domains: AlertDomain[];
    class?: AlertClass;
    kinds: string[];
    gravest?: number;
    mildest?: number;
    place?: string;
    sites: string[];
    devices: string[];
    evidence: { [index: string]: string };
}

export interface Seat {
    id: string;
    name: string;
    place: string;
}

export interface Step {
    afterS: number;
    post: string;
}

export interface Change {
    what: Measure;
    to?: string;
    current: number;
    proposed: number;
}

export interface SlopeForecast {
    gate: ForecastGate;
    failAt?: string;
    earliest?: string;
    latest?: string;
    fit: number;
    points: number;
    intercept: number;
    slope: number;
}

export interface SlopePoint {
    at: string;
    displacement: number;
    rate: number;
    sigma: number;
    angle?: number;
    level: number;
}

export interface SlopeStep {
    at: string;
    size: number;
}

export interface Serializable {
}

export interface HistoryPoint {
    at: string;
    displacement?: number;
    rate?: number;
    sigma?: number;
    angle?: number;
    level?: number;
    quality: SlopeQuality;
    readings: number;
}

export interface PortCurve {
    from: string;
    powerW: number[];
    tempC: number[];
}

export interface TicketLink {
    ref: TicketRef;
    since: string;
    heardAt: string;
    lagMs: number;
}

export interface TicketDepartment {
    name: string;
    lead: boolean;
    role: TicketOrderKind;
    round: number;
    dispatchedAt: string;
    signedAt?: string;
    reportedAt?: string;
    returnedAt?: string;
}

export interface TicketClock {
    milestone: string;
    title: string;
    department?: string;
    kind: ClockKind;
    amount: number;
    startedAt: string;
    dueAt: string;
    pausedAt?: string;
    spent: number;
    endedAt?: string;
    state: ClockState;
    warned: number;
    urged: number;
}

export interface TicketConflict {
    at: string;
    system: string;
    field: string;
    kept: string;
    other: string;
}

export interface Milestone {
    name: string;
    title: string;
    kind: ClockKind;
    amount: number;
    from: TicketEventKind;
    by: TicketEventKind[];
    perDepartment: boolean;
    pausable: boolean;
    extendable: boolean;
    urgeMinutes: number;
    alertLevel?: number;
}

export interface WorkHours {
    from: string;
    to: string;
}

export interface WorkYear {
    year: number;
    holidays: string[];
    workdays: string[];
}

export interface CanaryReport {
    ageMs?: number;
    latencyMs?: number;
}

export type AlertAction = 'acknowledge' | 'accept' | 'decline' | 'verify' | 'dispatch' | 'arrive' | 'resolve' | 'close' | 'false-alarm' | 'drill' | 'comment' | 'shelve' | 'unshelve' | 'reopen' | 'report-119' | 'answer' | 'evacuation' | 'order' | 'reply';

export type AlertTag = 'replay' | '未登记' | 'drill' | 'drill-broken' | 'incident' | 'testBit' | 'dutyAnswer' | 'suspect' | '回拨超时' | '到场超时' | '接单超时' | 'chattering' | 'stale' | 'silenced' | 'out-of-service' | '设备时钟超前' | '设备时钟停走';

export type Role = 'viewer' | 'officer' | 'shift-lead' | 'admin';

export type AlertClass = 'alarm' | 'maintenance';

export type AlertDomain = 'fire' | 'slope' | 'ebike' | 'ticket' | 'system';

export type Condition = 'active' | 'cleared';

export type Response = 'unacknowledged' | 'acknowledged' | 'verifying' | 'dispatched' | 'on-site' | 'resolved' | 'closed';

export type Disposition = 'real' | 'false-alarm' | 'drill' | 'test' | 'unknown';

export type FalseAlarmCause = 'mistaken-touch' | 'device-fault' | 'fumes' | 'works' | 'malice' | 'unreported-drill' | 'unknown';

export type Limit = 'inputs' | 'alerts' | 'time';

export type FireSignalKind = 'press' | 'alarm' | 'restore' | 'reset' | 'test' | 'fault' | 'shield' | 'supervise' | 'start' | 'feedback' | 'manual-auto' | 'analogue' | 'operation' | 'low-battery' | 'tamper' | 'heartbeat' | 'register' | 'duty-unanswered';

export type State = 'unrecorded' | 'unaggregated';

export type SlopeSupport = 'none' | 'confirmed' | 'supported' | 'alone' | 'suspect' | 'rain';

export type HistoryStep = 'hour' | 'day';

export type SlopeInstrument = 'gnss' | 'crack' | 'tilt' | 'rain' | 'moisture' | 'pore-pressure' | 'water-level' | 'deep-displacement' | 'station' | 'other';

export type StopReason = 'full' | 'time' | 'money' | 'manual' | 'energy' | 'over-power' | 'no-charger' | 'over-temperature' | 'smoke' | 'smart' | 'other';

export type TicketEventKind = 'created' | 'classified' | 'dispatched' | 'returned' | 'adjudicated' | 'signed' | 'progress' | 'reported' | 'extended' | 'suspended' | 'resumed' | 'consulted' | 'planned' | 'escalated' | 'done' | 'verified' | 'redo' | 'supervised' | 'released' | 'cancelled' | 'archived' | 'invalidated' | 'merged' | 'linked' | 'rated' | 'secret' | 'flagged';

export type VerifyOutcome = 'passed' | 'failed' | 'unreachable';

export type TicketFlag = 'supervised' | 'second-dispatch' | 'whistle' | 'overdue' | 'repeat' | 'group' | 'hot' | 'proactive' | 'secret' | 'media' | 'instructed';

export type TicketOrderKind = 'dispatch' | 'second-dispatch' | 'notice' | 'whistle' | 'supervise' | 'urge' | 'withdraw' | 'alert';

export type TicketState = 'draft' | 'received' | 'classified' | 'dispatched' | 'returned' | 'adjudicating' | 'signed' | 'in-progress' | 'extended' | 'suspended' | 'consulting' | 'escalated' | 'done' | 'verifying' | 'redo' | 'cancelled-off' | 'archived' | 'merged' | 'invalid';

export type VerifyResult = 'confirmed' | 'false' | 'unreachable';

export type AnswerHow = 'pressed' | 'spoken';

export type AlertOrderState = 'sent' | 'accepted' | 'refused' | 'overdue' | 'done';

export type From = 'clear' | 'raise';

export type StandingKind = 'silence' | 'drill' | 'out-of-service';

export type SlopeQuality = 'ok' | 'late' | 'outlier' | 'step' | 'unit' | 'frozen' | 'duplicate' | 'too-old' | 'future' | 'dead-clock' | 'no-value';

export type PortState = 'idle' | 'charging' | 'float' | 'fuse' | 'relay-stuck' | 'disabled' | 'fault';

export type ChargingPhase = 'start' | 'plateau' | 'taper' | 'float';

export type PortAction = 'cut-off' | 'enable';

export type PortOrderState = 'REQUESTED' | 'SENT' | 'ACKED' | 'VERIFIED' | 'FAILED' | 'TIMEOUT' | 'REFUSED' | 'ENABLED';

export type ClockKind = 'natural' | 'working-hours' | 'working-days';

export type Measure = 'alerts' | 'level' | 'red-pages' | 'red-page-after' | 'loud' | 'quiet' | 'inhibited' | 'flooded' | 'chattering' | 'stale' | 'standing';

export type ForecastGate = 'open' | 'too-few-points' | 'below-noise' | 'no-onset' | 'not-falling' | 'poor-fit' | 'out-of-horizon';

export type ClockState = 'running' | 'paused' | 'met' | 'missed' | 'dropped';

export type WallMessageUnion = Hello | Snapshot | Delta | Beat | Resync;
