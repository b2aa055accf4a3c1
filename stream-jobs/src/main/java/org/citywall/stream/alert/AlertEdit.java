package org.citywall.stream.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertOrder;
import org.citywall.contracts.alert.AlertSource;
import org.citywall.contracts.alert.AlertTimer;
import org.citywall.contracts.alert.Answering;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Disposition;
import org.citywall.contracts.alert.Escalation;
import org.citywall.contracts.alert.Evacuation;
import org.citywall.contracts.alert.FalseAlarmCause;
import org.citywall.contracts.alert.FloodSummary;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Report119;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.Verification;

/** An alert while a rule works on it; {@link AlertDraft#commit} makes it the next revision. */
final class AlertEdit {
    /** What never changes comes from here; the rest is copied into the fields below. */
    private final Alert base;

    long rev;
    String kind;
    int level;
    Condition condition;
    Response response;
    Disposition disposition;
    String title;
    String reason;
    Map<String, String> evidence;
    final List<AlertSource> sources;
    int occurrences;
    String owner;
    private final List<AlertTimer> timers;
    Escalation escalation;
    Instant shelvedUntil;
    final Set<String> tags;
    Verification verification;
    FalseAlarmCause falseAlarmCause;
    Report119 report119;
    Answering answering;
    Evacuation evacuation;
    String suppressedBy;
    String partOf;
    FloodSummary flood;
    String standing;
    final List<AlertOrder> orders;
    LastAction last;
    boolean live;
    Instant unansweredSince;
    UnlistedSources unlisted = UnlistedSources.NONE;
    String responsible;
    Map<String, Integer> dangers = Map.of();
    private Map<String, Integer> dangersBefore = Map.of();

    /** Whether this revision is about a device or point that was not active before. */
    boolean retriggered;

    /** Whether a new cycle of telling people begins with this revision. */
    boolean begunAnew;

    /** Whether it was over, and is not any more, while people deal with it. */
    boolean cameBack;

    /** What aggregation remembers of it. */
    MemoryEdit memory = new MemoryEdit(AlertMemory.NONE);

    /** Who must be told of this revision. */
    final List<Paging.Wish> wishes = new ArrayList<>(0);

    private boolean liveBefore;
    private boolean quietBefore;

    /** Whether what people knew of it is about something that was over. */
    boolean startsOver;

    private AlertEdit(Alert alert) {
        base = alert;
        rev = alert.rev();
        kind = alert.kind();
        level = alert.level();
        condition = alert.condition();
        response = alert.response();
        disposition = alert.disposition();
        title = alert.title();
        reason = alert.reason();
        evidence = alert.evidence();
        sources = new ArrayList<>(alert.sources());
        occurrences = alert.occurrences();
        owner = alert.owner();
        timers = new ArrayList<>(alert.timers());
        escalation = alert.escalation();
        shelvedUntil = alert.shelvedUntil();
        tags = new LinkedHashSet<>(alert.tags());
        verification = alert.verification();
        falseAlarmCause = alert.falseAlarmCause();
        report119 = alert.report119();
        answering = alert.answering();
        evacuation = alert.evacuation();
        suppressedBy = alert.suppressedBy();
        partOf = alert.partOf();
        flood = alert.flood();
        standing = alert.standing();
        orders = new ArrayList<>(alert.orders() == null ? List.of() : alert.orders());
    }

    /** The next revision of an alert. */
    static AlertEdit of(TrackedAlert tracked) {
        AlertEdit edit = new AlertEdit(tracked.alert());
        edit.last = tracked.last();
        edit.live = tracked.live();
        edit.unansweredSince = tracked.unansweredSince();
        edit.unlisted = tracked.unlisted();
        edit.responsible = tracked.responsible();
        edit.dangers = tracked.dangers();
        edit.dangersBefore = tracked.dangers();
        edit.memory = new MemoryEdit(tracked.memory());
        edit.liveBefore = edit.live;
        edit.quietBefore = Paging.isQuiet(edit);
        return edit;
    }

    /** The first revision of an alert that this detection opens. */
    static AlertEdit opening(String id, Detection first, Instant now) {
        return new AlertEdit(
                new Alert(
                        id,
                        0,
                        first.groupKey(),
                        first.alertClass(),
                        first.domain(),
                        Detections.kindOf(first),
                        first.level(),
                        Condition.ACTIVE,
                        Response.UNACKNOWLEDGED,
                        null,
                        first.title(),
                        first.reason(),
                        first.evidence(),
                        first.site(),
                        first.place(),
                        first.placeName(),
                        List.of(),
                        0,
                        now,
                        first.signalAt() == null ? first.receivedAt() : first.signalAt(),
                        first.receivedAt(),
                        now,
                        null,
                        List.of(),
                        new Escalation(0, List.of()),
                        null,
                        null,
                        first.tags(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    /** Whether a detection changed what everybody should hear of. */
    boolean isNews() {
        return News.isNews(base, this);
    }

    /** The revision before this one. */
    Alert before() {
        return base;
    }

    /** As {@link #dangers}, in the revision before this one. */
    Map<String, Integer> dangersBefore() {
        return dangersBefore;
    }

    String id() {
        return base.id();
    }

    AlertDomain domain() {
        return base.domain();
    }

    String place() {
        return base.place();
    }

    /** As {@link #live}, in the revision before this one. */
    boolean wasLive() {
        return liveBefore;
    }

    /** Whether a page of the revision before this one could wait. */
    boolean wasQuiet() {
        return quietBefore;
    }

    /** Somebody must be told; {@code key} tells apart what one cycle may tell more than once. */
    void page(Page.Step step, String key, String to, String reason) {
        wishes.add(new Paging.Wish(step, key, to, reason));
    }

    /** Whoever saw it must see it again, from the first post on. */
    void beginAnew() {
        escalation = new Escalation(0, List.of());
        memory.cycle++;
        begunAnew = true;
    }

    /** So many more detections raised it; the count stays at its most. */
    void count(int more) {
        occurrences = Math.max(occurrences, occurrences + more);
    }

    /** Whether this revision brings back before everybody's eyes what was over. */
    boolean isRaisedAnew() {
        return startsOver
                || ((base.response() == Response.RESOLVED || base.response() == Response.CLOSED)
                        && response == Response.UNACKNOWLEDGED);
    }

    AlertClass alertClass() {
        return base.alertClass();
    }

    boolean hasTimer(String name) {
        return timers.stream().anyMatch(timer -> timer.name().equals(name));
    }

    void setTimer(String name, Instant dueAt) {
        dropTimer(name);
        timers.add(new AlertTimer(name, dueAt));
        timers.sort(Comparator.comparing(AlertTimer::dueAt).thenComparing(AlertTimer::name));
    }

    void dropTimer(String name) {
        timers.removeIf(timer -> timer.name().equals(name));
    }

    TrackedAlert tracked(Instant updatedAt) {
        Alert alert =
                new Alert(
                        base.id(),
                        rev,
                        base.groupKey(),
                        base.alertClass(),
                        base.domain(),
                        kind,
                        level,
                        condition,
                        response,
                        disposition,
                        title,
                        reason,
                        evidence,
                        base.site(),
                        base.place(),
                        base.placeName(),
                        List.copyOf(sources),
                        occurrences,
                        base.raisedAt(),
                        base.firstSignalAt(),
                        base.receivedAt(),
                        updatedAt,
                        owner,
                        List.copyOf(timers),
                        escalation,
                        suppressedBy,
                        shelvedUntil,
                        List.copyOf(tags),
                        verification,
                        falseAlarmCause,
                        report119,
                        answering,
                        evacuation,
                        partOf,
                        flood,
                        standing,
                        orders.isEmpty() ? null : List.copyOf(orders));
        return new TrackedAlert(
                alert,
                last,
                live,
                unansweredSince,
                unlisted,
                responsible,
                dangers,
                memory.memory());
    }
}
